import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { Lease } from '../../harness/check/check.ts';
import { sameNames } from './witness.ts';

/**
 * Buckets of derived checks besides the shared one. Accounts hold few buckets and real services make them slowly, so
 * there is one for each thing that checks could do to each other and not one for each check.
 */
const GROUPS = {
  /** Nobody succeeds in changing a setting here, so a setting that changed was changed by a refused request. */
  untouchedSettings: { group: 'derived untouched settings' },
  /** As before, for operations that need another setting made first. */
  untouchedOverOthers: { group: 'derived untouched settings over others' },
  /** Settings are made here, always as in the samples, and never removed. */
  madeSettings: { group: 'derived made settings' },
  /** Settings are made and removed here at any time; only the answers count. */
  removedSettings: { group: 'derived removed settings' },
  /** As before, but for one check of each setting only, so that it stays removed. */
  onceRemovedSettings: { group: 'derived once removed settings' },
  /** A target that obeys a refused deletion loses this bucket and no other. */
  refusedDeletion: { group: 'derived refused bucket deletion' },
} as const;

/** Bucket of a check whose request on `operation` has to be refused. */
export function leaseOfRefused(dialect: Dialect, operation: Operation): Lease {
  if (operation.effect === 'removes-bucket') return GROUPS.refusedDeletion;
  if (needsNoBucket(operation) || isBeyondBuckets(operation)) return 'none';
  if (!touchesSettings(dialect, operation)) return 'shared';
  if (operation.effect !== 'changes-bucket' || makesItsOwn(dialect, operation)) return GROUPS.madeSettings;
  return (operation.prepare ?? []).length === 0 ? GROUPS.untouchedSettings : GROUPS.untouchedOverOthers;
}

/** Bucket of a check whose request on `operation` may succeed, and whose success nobody else may notice. */
export function leaseOfSuccess(dialect: Dialect, operation: Operation): Lease {
  if (operation.effect === 'removes-bucket') return 'own';
  if (needsNoBucket(operation)) return 'none';
  if (!touchesSettings(dialect, operation)) return 'shared';
  return removesSetting(operation) ? GROUPS.removedSettings : GROUPS.madeSettings;
}

/** As `leaseOfSuccess`, for the one rule that also wants to see that a removed setting is gone. */
export function leaseOfOneSuccess(dialect: Dialect, operation: Operation): Lease {
  const lease = leaseOfSuccess(dialect, operation);
  return lease === GROUPS.removedSettings ? GROUPS.onceRemovedSettings : lease;
}

/** Bucket of a check that judges what a success leaves behind in the bucket. */
export function leaseOfEffect(dialect: Dialect, operation: Operation): Lease {
  return operation.effect === 'changes-bucket' ? 'own' : leaseOfSuccess(dialect, operation);
}

function isBeyondBuckets({ resource }: Operation): boolean {
  return resource === 'service' || resource === 'endpoint';
}

function needsNoBucket({ precondition }: Operation): boolean {
  return precondition === 'nothing' || precondition === 'no-bucket';
}

function touchesSettings(dialect: Dialect, operation: Operation): boolean {
  const prepared = (operation.prepare ?? []).map((id) => operationById(dialect, id));
  return [operation, ...prepared].some(({ effect }) => effect === 'changes-bucket');
}

/** True where the setting an operation changes is made by its own preparation. */
function makesItsOwn(dialect: Dialect, { prepare = [], subresources }: Operation): boolean {
  return prepare.some((id) => sameNames(operationById(dialect, id).subresources, subresources));
}

/** True for an operation that takes a setting of a bucket or an object away again. */
export function removesSetting({ effect, method }: Operation): boolean {
  return method === 'DELETE' && (effect === 'changes-bucket' || effect === 'changes-object');
}
