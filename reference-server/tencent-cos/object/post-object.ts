import { leafAccepts } from '../../../dialects/core/document.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { storageClass } from '../../../dialects/tencent-cos/documents/leaves.ts';
import { checkFormPolicy } from '../../operations/check-form-policy.ts';
import { md5Of } from '../../operations/content-digest.ts';
import { bucketOf, type OperationContext } from '../../operations/context.ts';
import { formKey } from '../../operations/form-key.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import type { ObjectDraft } from '../../operations/object-draft.ts';
import { type PutObjectInput, putObject } from '../../operations/put-object.ts';
import type { ReceivedForm } from '../../operations/receive-form.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import { contentMd5 } from '../content-md5.ts';
import { draftFrom } from './draft.ts';
import { formSource } from './form-draft.ts';
import { type FormReplyChoice, formReply, replyChoice } from './form-reply.ts';

interface Decoded {
  /** The request's context, with the key and the caller the form names. */
  readonly context: OperationContext;
  readonly put: PutObjectInput;
  readonly choice: FormReplyChoice;
}

/** POST Object. T-POST, sheet 4.7. */
export const postObjectBinding: Binding = bind({
  decode,
  handle: (_, { context, put, choice }: Decoded) => ({ written: putObject(context, put), choice }),
  render: ({ written, choice }, prepared) => formReply(written, choice, prepared),
});

/** Header fields a form's signature may cover; the documented one covers Host. */
const SIGNABLE = [
  'Host',
  'Content-Type',
  'Content-Length',
  'Content-MD5',
  'Date',
  'Origin',
  'Referer',
  'User-Agent',
];

async function decode(prepared: Prepared): Promise<Decoded> {
  const { request, context } = prepared;
  const { uploadBytes, formFieldBytes } = context.limits;
  const { declaredLength } = request.body;
  if (declaredLength === undefined) return refuse('missing-content-length');
  if (declaredLength > uploadBytes + formFieldBytes) return refuse('entity-too-large');
  const form = await context.receiveForm(request.body.chunks(), {
    contentType: request.header('Content-Type'),
    fileField: 'file',
    fileBytes: uploadBytes,
    fieldBytes: formFieldBytes,
    hashes: ['md5', 'crc64'],
    bodyMd5: request.contentMd5 !== undefined,
    blobs: context.store.blobs,
  });
  try {
    return checked(prepared, form);
  } catch (error) {
    form.file.release();
    throw error;
  }
}

/** Everything that can be wrong with a form that was received whole. */
function checked(prepared: Prepared, form: ReceivedForm): Decoded {
  const { request, context } = prepared;
  requireDigests(request, form);
  const key = keyOf(context, form);
  const { caller, implied } = context.decision.authenticateForm({
    fields: form.fields,
    headers: signableHeaders(request),
    rawPath: request.rawPath,
  });
  context.decision.authorize('bucket-write', caller, bucketOf(context));
  const fields = new Map([...implied, ...form.fields, ['key', key]]);
  requirePolicy(context, fields, form.file.size);
  const own: OperationContext = { ...context, caller, key };
  return {
    context: own,
    put: { draft: draftOf(own, form), blob: form.file, conditions: {} },
    choice: replyChoice(form.fields),
  };
}

function keyOf({ limits }: OperationContext, { fields, filename }: ReceivedForm): string {
  const key = formKey(fields.get('key') ?? '', filename, limits.keyBytes) ?? refuse('key-too-long');
  return key === '' ? refuse('form-missing-key') : key;
}

/** The MD5 may be that of the body, which is what the header means, or that of the file, which is what forms mean. T-POST-41. */
function requireDigests(request: RequestView, { fields, file, bodyMd5 }: ReceivedForm): void {
  const ofFile = md5Of(file);
  const declared = request.contentMd5;
  if (declared !== undefined && declared !== bodyMd5 && declared !== ofFile) refuse('bad-digest');
  const field = contentMd5(fields.get('content-md5') || undefined);
  if (field !== undefined && field !== ofFile) refuse('bad-digest');
}

function signableHeaders(request: RequestView): HeaderList {
  return SIGNABLE.flatMap((name) => {
    const value = request.sent(name) ?? (name === 'Host' ? request.host : undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
}

function requirePolicy(context: OperationContext, fields: ReadonlyMap<string, string>, size: number): void {
  const policy = fields.get('policy');
  if (policy === undefined || policy === '') return;
  const { bucket, store, decision } = context;
  const bucketNames = [bucket, bucket.replace(/-\d+$/, '')];
  checkFormPolicy(policy, { fields, bucketNames }, size, store.clock.now(), decision);
}

function draftOf(context: OperationContext, { fields }: ReceivedForm): ObjectDraft {
  const source = formSource(fields);
  const name = source.own('storage-class');
  if (name !== undefined && !leafAccepts(storageClass, name)) return refuse('invalid-storage-class');
  return draftFrom(source, context);
}
