import type { HeaderList } from '../../../dialects/core/headers.ts';
import { bucketOf } from '../../operations/context.ts';
import type { Binding, Prepared } from '../../operations/handler.ts';
import { requireConditions } from '../../operations/preconditions.ts';
import { putObject } from '../../operations/put-object.ts';
import { receiveBytes } from '../../operations/receive-bytes.ts';
import { refuse } from '../../operations/refuse.ts';
import type { StoredBlob } from '../../store/blob.ts';
import { emptyReply, PROSE_TYPE } from '../reply.ts';
import type { Setting } from '../setting.ts';
import { tagsOf } from './conditions.ts';
import { draftOf } from './draft.ts';
import { validatorHeaders } from './object-headers.ts';

/** PUT of an object. S-PUTOBJ. */
export function putBinding(setting: Setting): Binding {
  return async (prepared) => {
    const { context, request } = prepared;
    // What can be refused without the body is refused before it is asked for. S-PUTOBJ-34.
    const { body } = request;
    // A part of an object is not what this request can bring: RFC 9110 section 14.5.
    if (request.sent('Content-Range') !== undefined) return refuse('invalid-argument');
    if (body.declaredLength === undefined && !body.chunked) return refuse('missing-content-length');
    if ((body.declaredLength ?? 0) > context.limits.uploadBytes) return refuse('entity-too-large');
    const conditions = { ifNoneMatch: onlyNew(tagsOf(request, 'If-None-Match')) };
    requireConditions(context, conditions, bucketOf(context).current(context.key));
    const draft = draftOf(prepared, setting, context.key);
    const { object } = await grown(prepared, draft.contentHeaders, setting, (blob) =>
      putObject(context, { draft, blob, conditions }),
    );
    if (object.expiresAt !== undefined) setting.expiry.expect(bucketOf(context), object.expiresAt);
    return emptyReply(201, [PROSE_TYPE, ...validatorHeaders(context, object)]);
  };
}

/** Nothing but `*` makes sense where something is written. S-PUTOBJ-32. @throws Refused invalid-condition */
export function onlyNew(ifNoneMatch: string | undefined): string | undefined {
  return ifNoneMatch === undefined || ifNoneMatch === '*' ? ifNoneMatch : refuse('invalid-condition');
}

/**
 * What `store` makes of the bytes, which by the base document can be read before all of them are there. They can be until
 * the object is, so that nobody sees it vanish in between.
 */
async function grown<T>(
  prepared: Prepared,
  contentHeaders: HeaderList,
  { profile, growing }: Setting,
  store: (blob: StoredBlob) => T,
): Promise<T> {
  const { bucket, key, limits } = prepared.context;
  let end = (): void => undefined;
  try {
    const blob = await receiveBytes(prepared, {
      limit: limits.uploadBytes,
      chunked: 'accept',
      begun: (writer) => {
        if (profile === 'cisco') end = growing.begin(bucket, key, { writer, contentHeaders });
      },
    });
    return store(blob);
  } finally {
    end();
  }
}
