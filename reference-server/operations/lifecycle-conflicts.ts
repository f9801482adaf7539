import type { Due, LifecycleRule } from '../store/lifecycle.ts';

/**
 * Whether two rules of one configuration contradict each other: they select the same objects, prefix and tags alike,
 * and both say when the same thing happens; or together they move an object to a class no earlier than they remove it.
 */
export function conflict(rules: readonly LifecycleRule[]): boolean {
  const groups = Map.groupBy(rules, selection);
  return [...groups.values()].some((group) => repeatsAction(group) || movesAfterRemoval(group));
}

function selection({ prefix, tags }: LifecycleRule): string {
  return JSON.stringify([prefix, tags.map(({ key, value }) => [key, value]).sort()]);
}

function repeatsAction(group: readonly LifecycleRule[]): boolean {
  const actions = group.flatMap((rule) => [
    ...rule.transitions.map(({ storageClass }) => `transition ${storageClass}`),
    ...rule.noncurrentTransitions.map(({ storageClass }) => `noncurrent transition ${storageClass}`),
    ...(rule.expiration === undefined ? [] : ['expiration']),
    ...(rule.noncurrentExpirationDays === undefined ? [] : ['noncurrent expiration']),
    ...(rule.abortUploadsAfterDays === undefined ? [] : ['abort']),
    ...(rule.expireLoneMarkers === undefined ? [] : ['markers']),
  ]);
  return new Set(actions).size !== actions.length;
}

function movesAfterRemoval(group: readonly LifecycleRule[]): boolean {
  const removals = group.flatMap(({ expiration }) => (expiration === undefined ? [] : [expiration]));
  const moves = group.flatMap(({ transitions }) => transitions.map(({ due }) => due));
  return removals.some((removal) => moves.some((move) => notBefore(move, removal)));
}

/** Days and dates cannot be compared with each other. */
function notBefore(move: Due, removal: Due): boolean {
  if ('days' in move && 'days' in removal) return move.days >= removal.days;
  return 'date' in move && 'date' in removal && move.date >= removal.date;
}
