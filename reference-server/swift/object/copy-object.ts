import type { HeaderList } from '../../../dialects/core/headers.ts';
import { percentDecodeLenient } from '../../../dialects/core/percent-encoding.ts';
import { attributeHeader } from '../../../dialects/swift/metadata-names.ts';
import { formatStoragePath } from '../../../dialects/swift/storage-path.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import { formatHttpDate } from '../../http/http-date.ts';
import { formatContentRange } from '../../http/range.ts';
import { bucketOf, type OperationContext } from '../../operations/context.ts';
import { type CopiedObject, copyObject } from '../../operations/copy-object.ts';
import { copyOfBytes } from '../../operations/copy-part.ts';
import { findCopySource } from '../../operations/copy-source.ts';
import type { Binding, Prepared } from '../../operations/handler.ts';
import { readOutcome } from '../../operations/preconditions.ts';
import { shownTime } from '../../operations/reading-rules.ts';
import { refuse } from '../../operations/refuse.ts';
import type { ByteSpan } from '../../store/blob.ts';
import type { ObjectVersion } from '../../store/object-record.ts';
import { bucketOfContainer, containerOfBucket } from '../names.ts';
import { emptyReply, PROSE_TYPE } from '../reply.ts';
import type { Setting } from '../setting.ts';
import { conditionsOf } from './conditions.ts';
import { draftOf } from './draft.ts';
import { headersBesideContent, objectHeaders, validatorHeaders } from './object-headers.ts';
import { onlyNew } from './put-object.ts';

/** An object as a header names it. */
interface Place {
  readonly account: string;
  readonly bucket: string;
  readonly key: string;
}

/** Copies, which OpenStack alone has: sent to the source, or to what is made of it. S-COPY. */
export function copyBindings(setting: Setting): Readonly<Record<string, Binding>> {
  return {
    CopyObject: async (prepared) => {
      const target = placeOf(prepared, 'Destination', 'destination-account', 'invalid-destination');
      const { context } = prepared;
      const { scope } = context;
      const there = { ...context, ...target, scope: { ...scope, account: target.account } };
      const source = { account: scope.account, bucket: context.bucket, key: context.key };
      return copy({ ...prepared, context: there }, source, setting);
    },
    PutObjectCopy: async (prepared) => {
      const source = placeOf(prepared, 'X-Copy-From', 'copy-from-account', 'invalid-copy-source');
      const { body } = prepared.request;
      if ((body.declaredLength ?? 0) > 0 || body.chunked) return refuse('unexpected-body');
      return copy(prepared, source, setting);
    },
  };
}

/**
 * Conditions are those of a GET of the source, and are answered as that is; only then it is looked at where the copy is to
 * go. S-COPY-05; READINGS.md, `copy-conditions`.
 * @throws Refused precondition-failed | invalid-range | invalid-condition | missing-bucket | whatever `copyObject` does
 */
async function copy(prepared: Prepared, source: Place, setting: Setting): Promise<OutgoingResponse> {
  const { context, request } = prepared;
  const from = { bucket: source.bucket, key: source.key, versionId: undefined, conditions: {} };
  const { decision, caller, scope, store } = context;
  // Asked here, too, so that nobody learns by a 404 what is not there in an account of others.
  const there = { ...scope, account: source.account };
  decision.authorize('object-read', caller, store.bucket(source.bucket), undefined, there);
  const conditions = conditionsOf(request);
  // As for a GET: nothing is matched by `*`, which is said before it is said to be missing. Sheet 5.4.
  if (conditions.ifMatch === '*' && store.bucket(source.bucket)?.current(source.key) === undefined)
    return refuse('precondition-failed');
  const { object } = findCopySource(context, from);
  const outcome = readOutcome(context, conditions, object);
  if (outcome === 'not-modified') return emptyReply(304, objectHeaders(context, object));
  if (outcome === 'precondition-failed')
    return refuse(outcome, { headers: headersBesideContent(context, object) });
  const span = spanOf(context, object, request.header('Range'));
  // The same fields are those of the PUT that follows.
  onlyNew(conditions.ifNoneMatch);
  const target = store.bucket(context.bucket);
  decision.authorize('object-write', caller, target, undefined, scope);
  if (target === undefined) return refuse('missing-bucket');
  const draft = draftOf(prepared, setting, context.key);
  const sent = request.header('Content-Type') !== undefined;
  const fresh = /^(?:true|1|yes|on|t|y)$/i.test(request.own('fresh-metadata') ?? '');
  const part = span && (await copyOfBytes(context, object, span));
  const copied = copyObject(context, {
    source: from,
    directive: 'merge',
    metadata: fresh ? 'replace' : 'merge',
    draft: sent ? draft : { ...draft, contentHeaders: draft.contentHeaders.slice(1) },
    tags: 'copy',
    part,
  });
  const { expiresAt } = copied.object;
  if (expiresAt !== undefined) setting.expiry.expect(bucketOf(context), expiresAt);
  return emptyReply(201, headersOf(context, copied, source));
}

/** The bytes of the source a range asks for; undefined when it is to be copied whole. S-COPY-05. @throws Refused */
function spanOf(
  context: OperationContext,
  object: ObjectVersion,
  range: string | undefined,
): ByteSpan | undefined {
  if (range === undefined) return undefined;
  const outcome = context.decision.evaluateRange(range, object.size, context.rules.reading.ranges);
  if (outcome.kind === 'unsatisfiable') {
    const headers = [['Content-Range', formatContentRange(undefined, object.size)]] as const;
    return refuse('invalid-range', { headers: [...headers, ...objectHeaders(context, object)] });
  }
  return outcome.kind === 'whole' ? undefined : outcome.spans[0];
}

/** S-COPY-01. */
function headersOf(context: OperationContext, { object, source }: CopiedObject, place: Place): HeaderList {
  const from = formatStoragePath('', containerOfBucket(place.bucket), place.key).slice(1);
  const changed = shownTime(context.rules.reading, source.object.lastModified);
  return [
    PROSE_TYPE,
    ...validatorHeaders(context, object),
    ['X-Copied-From', from],
    ['X-Copied-From-Account', place.account],
    ['X-Copied-From-Last-Modified', formatHttpDate(changed)],
    ...object.metadata.map(([name, value]) => [attributeHeader('Object', name), value] as const),
  ];
}

/**
 * Reads where a header points to: container and object, percent-encoded, with or without a slash before them, and in
 * which account. @throws Refused `refusal`
 */
function placeOf(
  { context, request }: Prepared,
  header: string,
  accountHeader: string,
  refusal: string,
): Place {
  const given = percentDecodeLenient(request.header(header) ?? '');
  const [, container, key] = /^\/?([^/]+)\/(.+)$/s.exec(given ?? '') ?? [];
  if (container === undefined || key === undefined || given?.includes('\0')) return refuse(refusal);
  const account = percentDecodeLenient(request.own(accountHeader) ?? request.header(accountHeader) ?? '');
  const owner = account || context.scope.account;
  return { account: owner, bucket: bucketOfContainer(owner, container), key };
}
