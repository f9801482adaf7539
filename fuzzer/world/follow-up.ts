import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';

/** The operation that shows what a write did, or did not do; undefined for what changes nothing or shows nowhere. */
export function probeFor(dialect: Dialect, operation: Operation): Operation | undefined {
  const { effect, resource, subresources } = operation;
  if (effect === 'none' || /(bucket|service)$/.test(effect) === (resource === 'object')) return undefined;
  if (/^(creates|removes)-bucket$/.test(effect) || resource === 'service') return undefined;
  const reads = dialect.operations.filter(
    (one) => one.effect === 'none' && one.method === 'GET' && one.resource === resource,
  );
  if (/-upload$/.test(effect)) return reads.find(({ precondition }) => precondition.startsWith('upload'));
  const same = reads.find((one) => subresources.length > 0 && sameNames(one.subresources, subresources));
  if (same) return same;
  return /-object$/.test(effect)
    ? dialect.operations.find(({ id }) => id === dialect.housekeeping.getObject)
    : undefined;
}

/** The operation that has to answer as this one does, without a body; undefined where there is none. RFC 9110 section 9.3.2. */
export function mirrorFor(dialect: Dialect, operation: Operation): Operation | undefined {
  if (operation.method !== 'GET') return undefined;
  return dialect.operations.find(
    (one) =>
      one.method === 'HEAD' &&
      one.resource === operation.resource &&
      one.precondition === operation.precondition &&
      one.feature === undefined &&
      sameNames(one.subresources, operation.subresources),
  );
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
