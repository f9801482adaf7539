import type { Bucket } from './bucket.ts';
import { abortRule, lifecycleAction } from './lifecycle-action.ts';
import type { ObjectVersion, Tag, Version } from './object-record.ts';

/** When an action is due: a number of days after the object was written, or at a date (milliseconds since the epoch). */
export type Due = { readonly days: number } | { readonly date: number };

/** One lifecycle rule, in the form all dialects share. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  /** All of them must be among the object's tags. A rule with tags does not touch delete markers and uploads. */
  readonly tags: readonly Tag[];
  readonly transitions: readonly { readonly due: Due; readonly storageClass: string }[];
  /** Removes objects, and delete markers that no other version is left under. */
  readonly expiration?: Due | undefined;
  /** Removes a delete marker that no other version is left under, whatever its age. */
  readonly expireLoneMarkers?: boolean | undefined;
  readonly abortUploadsAfterDays?: number | undefined;
  readonly noncurrentTransitions: readonly { readonly days: number; readonly storageClass: string }[];
  readonly noncurrentExpirationDays?: number | undefined;
}

/** How a dialect counts. */
export interface LifecyclePolicy {
  /** Length of a day in milliseconds; shorter days make tests on a real clock possible. Default: 24 hours. */
  readonly dayMs?: number | undefined;
  /** Whether a number of days ends at the next midnight (UTC) or to the millisecond. */
  readonly rounding: 'midnight' | 'exact';
  /** False for objects that rules do not touch. Default: rules touch all. */
  readonly applies?: ((object: ObjectVersion) => boolean) | undefined;
  /** Storage classes in the order in which objects may move down; without it they may move from any to any. */
  readonly classOrder?: readonly string[] | undefined;
}

/** One thing a sweep did. */
export interface LifecycleEvent {
  /** Id of the rule. */
  readonly rule: string;
  readonly key: string;
  readonly action: 'expired' | 'transitioned' | 'upload-aborted' | 'marker-removed' | 'noncurrent-expired';
}

/**
 * Carries out what `rules` ask for at the time `now` (milliseconds since the epoch) in all of `bucket`.
 * @returns what was done, in order
 */
export function sweepLifecycle(
  bucket: Bucket,
  rules: readonly LifecycleRule[],
  now: number,
  policy: LifecyclePolicy,
): LifecycleEvent[] {
  const events: LifecycleEvent[] = [];
  for (const [key, versions] of bucket.history.from()) {
    // Oldest first, so that a delete marker is looked at when what it hid may be gone already.
    for (const version of [...versions]) {
      const event = sweepVersion(bucket, version, rules, now, policy);
      if (event) events.push({ ...event, key });
    }
  }
  for (const [, upload] of bucket.uploads.from()) {
    const rule = abortRule(upload, rules, now, policy);
    if (!rule) continue;
    bucket.abortUpload(upload.key, upload.id);
    events.push({ rule: rule.id, key: upload.key, action: 'upload-aborted' });
  }
  return events;
}

function sweepVersion(
  bucket: Bucket,
  version: Version,
  rules: readonly LifecycleRule[],
  now: number,
  policy: LifecyclePolicy,
): Omit<LifecycleEvent, 'key'> | undefined {
  const alone = bucket.history.get(version.key)?.length === 1;
  const action = lifecycleAction(version, alone, rules, now, policy);
  if (action.kind === 'none') return undefined;
  const { rule } = action;
  if (action.kind === 'transition') {
    if (version.type === 'object') bucket.update(version, { storageClass: action.storageClass });
    return { rule, action: 'transitioned' };
  }
  if (version.type === 'object' && version.noncurrentSince === undefined) {
    bucket.remove(version.key, version.owner);
    return { rule, action: 'expired' };
  }
  bucket.removeVersion(version.key, version.versionId);
  return { rule, action: version.noncurrentSince === undefined ? 'marker-removed' : 'noncurrent-expired' };
}
