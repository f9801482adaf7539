import type { Conditions } from '../http/conditional.ts';
import type { Bucket } from '../store/bucket.ts';
import type { Removal } from '../store/object-record.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { ownerOfNewObjects } from './object-draft.ts';
import { requireConditions } from './preconditions.ts';
import { refuse } from './refuse.ts';

/** Which object, or which version of it, is to go. */
export interface DeleteObjectInput {
  readonly versionId: string | undefined;
  /** Conditions on the object that is removed. */
  readonly conditions: Conditions;
}

/**
 * Deletes the addressed object or one version of it. That there is no object is no error (T-DELOBJ-04); that there is no
 * such version is one (T-VER-09).
 * @throws Refused missing-bucket | missing-version | precondition-failed
 */
export function deleteObject(context: OperationContext, input: DeleteObjectInput): Removal {
  const bucket = bucketOf(context);
  const { versionId, conditions } = input;
  const target =
    versionId === undefined ? bucket.current(context.key) : bucket.version(context.key, versionId);
  requireConditions(context, conditions, target?.type === 'object' ? target : undefined);
  return removeFrom(context, bucket, context.key, versionId);
}

/** Removes `key`, or one version of it, from `bucket`. @throws Refused missing-version */
export function removeFrom(
  context: OperationContext,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): Removal {
  if (versionId === undefined) return bucket.remove(key, ownerOfNewObjects(context).account);
  const removal = bucket.removeVersion(key, versionId);
  return removal.removed === undefined ? refuse('missing-version') : removal;
}
