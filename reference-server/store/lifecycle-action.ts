import type { Due, LifecyclePolicy, LifecycleRule } from './lifecycle-rule.ts';
import type { ObjectVersion, Version } from './object-record.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the rules have in store for a version at a moment. */
export type LifecycleAction =
  | { readonly kind: 'none' }
  | { readonly kind: 'remove'; readonly rule: string }
  | { readonly kind: 'transition'; readonly rule: string; readonly storageClass: string };

/** When an action is due for something that began at `start`, both in milliseconds since the epoch. */
export function dueTime(start: number, due: Due, policy: LifecyclePolicy): number {
  if ('date' in due) return due.date;
  const dayMs = policy.dayMs ?? DAY_MS;
  const end = start + due.days * dayMs;
  return policy.rounding === 'midnight' ? Math.ceil(end / dayMs) * dayMs : end;
}

/** The first expiration that `rules` set for a current object: its time and the rule's id. */
export function expirationOf(
  object: ObjectVersion,
  rules: readonly LifecycleRule[],
  policy: LifecyclePolicy,
): { readonly rule: string; readonly at: number } | undefined {
  let first: { rule: string; at: number } | undefined;
  for (const rule of rules) {
    if (rule.expiration === undefined || !touches(rule, object, policy)) continue;
    const at = dueTime(object.lastModified, rule.expiration, policy);
    if (first === undefined || at < first.at) first = { rule: rule.id, at };
  }
  return first;
}

/**
 * What has to happen to a version now. Removal comes before transition; of several transitions that are due, the one
 * that became due last counts.
 * @param alone true when it is the only version of its key
 */
export function lifecycleAction(
  version: Version,
  alone: boolean,
  rules: readonly LifecycleRule[],
  now: number,
  policy: LifecyclePolicy,
): LifecycleAction {
  const touching = rules.filter((rule) => touches(rule, version, policy));
  const removal = touching.find((rule) => removes(rule, version, alone, now, policy));
  if (removal) return { kind: 'remove', rule: removal.id };
  if (version.type === 'delete-marker') return { kind: 'none' };
  let latest: { rule: string; storageClass: string; at: number } | undefined;
  for (const rule of touching) {
    for (const { at, storageClass } of transitionsOf(rule, version, policy)) {
      if (at > now || !movesDown(version.storageClass, storageClass, policy)) continue;
      if (latest === undefined || at >= latest.at) latest = { rule: rule.id, storageClass, at };
    }
  }
  return latest
    ? { kind: 'transition', rule: latest.rule, storageClass: latest.storageClass }
    : { kind: 'none' };
}

/** The rule by which an upload has to be aborted now. */
export function abortRule(
  upload: { readonly key: string; readonly initiatedAt: number },
  rules: readonly LifecycleRule[],
  now: number,
  policy: LifecyclePolicy,
): LifecycleRule | undefined {
  return rules.find((rule) => {
    const days = rule.abortUploadsAfterDays;
    if (!rule.enabled || days === undefined || rule.tags.length > 0) return false;
    return upload.key.startsWith(rule.prefix) && dueTime(upload.initiatedAt, { days }, policy) <= now;
  });
}

function touches(rule: LifecycleRule, version: Version, policy: LifecyclePolicy): boolean {
  if (!rule.enabled || !version.key.startsWith(rule.prefix)) return false;
  if (version.type === 'delete-marker') return rule.tags.length === 0;
  if (policy.applies?.(version) === false) return false;
  return rule.tags.every(({ key, value }) =>
    version.tags.some((tag) => tag.key === key && tag.value === value),
  );
}

function removes(
  rule: LifecycleRule,
  version: Version,
  alone: boolean,
  now: number,
  policy: LifecyclePolicy,
): boolean {
  if (version.noncurrentSince !== undefined) {
    const days = rule.noncurrentExpirationDays;
    return days !== undefined && dueTime(version.noncurrentSince, { days }, policy) <= now;
  }
  if (version.type === 'delete-marker') {
    if (!alone) return false;
    if (rule.expireLoneMarkers) return true;
  }
  return rule.expiration !== undefined && dueTime(version.lastModified, rule.expiration, policy) <= now;
}

function transitionsOf(
  rule: LifecycleRule,
  object: ObjectVersion,
  policy: LifecyclePolicy,
): { readonly at: number; readonly storageClass: string }[] {
  const since = object.noncurrentSince;
  if (since === undefined) {
    return rule.transitions.map(({ due, storageClass }) => {
      return { at: dueTime(object.lastModified, due, policy), storageClass };
    });
  }
  return rule.noncurrentTransitions.map(({ days, storageClass }) => {
    return { at: dueTime(since, { days }, policy), storageClass };
  });
}

function movesDown(from: string, to: string, policy: LifecyclePolicy): boolean {
  if (from === to) return false;
  const order = policy.classOrder;
  return order === undefined || order.indexOf(to) > order.indexOf(from);
}
