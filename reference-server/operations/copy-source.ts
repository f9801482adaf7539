import type { Conditions } from '../http/conditional.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { isReadable } from './archive.ts';
import type { OperationContext } from './context.ts';
import { validatorsOf } from './preconditions.ts';
import { refuse } from './refuse.ts';

/** The object a copy is made from. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
  /** Conditions on the source; every one that is there has to hold. */
  readonly conditions: Conditions;
}

/** A source that was found, may be read and satisfies its conditions. */
export interface FoundSource {
  readonly bucket: Bucket;
  readonly object: ObjectVersion;
}

/**
 * Finds the source of a copy. The caller needs the right to read it (T-COPY-22); a condition that does not hold is
 * refused alike, whichever it is (T-COPY-12 to -15).
 * @throws Refused missing-copy-source-bucket | access-denied | anonymous-denied | missing-copy-source | missing-version |
 * delete-marker-source | archived | precondition-failed
 */
export function findCopySource(context: OperationContext, source: CopySource): FoundSource {
  const bucket = context.store.bucket(source.bucket) ?? refuse('missing-copy-source-bucket');
  const { key, versionId } = source;
  const version = versionId === undefined ? bucket.current(key) : bucket.version(key, versionId);
  const object = version?.type === 'object' ? version : undefined;
  context.decision.authorize('object-read', context.caller, bucket, object, context.scope);
  if (object === undefined) return refuse(whyMissing(source, version !== undefined));
  if (!isReadable(context, object)) return refuse('archived');
  const options = { ...context.rules.reading, now: context.store.clock.now() };
  const truths = context.decision.conditionTruths(source.conditions, validatorsOf(context, object), options);
  if (Object.values(truths).includes(false)) return refuse('precondition-failed');
  return { bucket, object };
}

function whyMissing({ versionId }: CopySource, isMarker: boolean): string {
  if (versionId === undefined) return 'missing-copy-source';
  return isMarker ? 'delete-marker-source' : 'missing-version';
}
