import type { Bucket } from './bucket.ts';
import { abortRule, lifecycleAction } from './lifecycle-action.ts';
import type { LifecyclePolicy, LifecycleRule } from './lifecycle-rule.ts';
import type { Version } from './object-record.ts';

export type { Due, LifecyclePolicy, LifecycleRule } from './lifecycle-rule.ts';

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
