import type { Operation } from '../../dialects/core/operation.ts';
import type { Caller } from '../access/principal.ts';
import { NO_SCOPE, type OperationContext } from '../operations/context.ts';
import type { Prepared } from '../operations/handler.ts';
import { refuse } from '../operations/refuse.ts';
import type { RequestView } from '../operations/request-view.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { checkParameters } from './check-parameters.ts';
import { contentMd5 } from './content-md5.ts';
import type { TencentDecision } from './decision.ts';
import { readBodyDocument } from './read-body-document.ts';
import { viewOf } from './request-view.ts';
import type { Routed } from './route-request.ts';

/** What of the context does not depend on the request. */
export type Surroundings = Omit<
  OperationContext,
  'caller' | 'bucket' | 'key' | 'addressedRegion' | 'scope' | 'decision'
> & {
  readonly decision: TencentDecision;
};

/**
 * Takes a routed request to the point where its binding can run. The order decides what a request with several faults
 * is answered: authentication, bucket, permission, parameters, digest, document.
 * @throws Refused
 */
export async function prepare(routed: Routed, surroundings: Surroundings): Promise<Prepared> {
  const { operation, address } = routed;
  const { decision, store, limits } = surroundings;
  if (routed.incoming.expectation !== undefined) {
    return refuse('malformed-request', { sentence: 'Expect takes only 100-continue.' });
  }
  const caller: Caller = operation.authentication === 'standard' ? decision.authenticate(routed) : undefined;
  const bucket = store.bucket(address.bucket);
  if (bucket === undefined && operation.whenMissing.bucket !== undefined)
    return refuse(operation.whenMissing.bucket);
  const early = viewOf(routed);
  // A form says who posts it only in its body; its binding authenticates and authorises.
  if (operation.authentication !== 'form') {
    decision.authorize(
      operation.permission,
      caller,
      bucket,
      addressedObject(bucket, address.key, operation, early),
    );
  }
  checkParameters(operation, early, address.key, limits);
  const md5 = declaredDigest(operation, early);
  const document = await readBodyDocument(operation, routed.incoming.body, md5, limits.documentBytes);
  const context: OperationContext = {
    ...surroundings,
    caller,
    bucket: address.bucket,
    key: address.key,
    addressedRegion: address.region,
    scope: NO_SCOPE,
  };
  return { operation, context, request: { ...early, document, contentMd5: md5 } };
}

function addressedObject(
  bucket: Bucket | undefined,
  key: string,
  { permission }: Operation,
  request: RequestView,
): ObjectVersion | undefined {
  if (bucket === undefined || !permission.startsWith('object-')) return undefined;
  const versionId = request.query('versionId') || undefined;
  if (versionId === undefined) return bucket.current(key);
  const version = bucket.version(key, versionId);
  return version?.type === 'object' ? version : undefined;
}

/** @throws Refused missing-digest | invalid-digest */
function declaredDigest({ body }: Operation, request: RequestView): string | undefined {
  const needed = (body.kind === 'xml' || body.kind === 'bytes') && body.md5 === 'required';
  const value = request.sent('Content-MD5');
  if (needed && (value === undefined || value === '')) return refuse('missing-digest');
  return contentMd5(value || undefined);
}
