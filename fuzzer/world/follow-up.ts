import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';

/**
 * The operation that shows what a write did, or did not do; undefined for what changes nothing or shows nowhere.
 * @param elsewhere whether the path was changed: what a server made of it, only a list of all keys shows
 */
export function probeFor(dialect: Dialect, operation: Operation, elsewhere: boolean): Operation | undefined {
  const { effect, resource, subresources } = operation;
  if (effect === 'none' || /(bucket|service)$/.test(effect) === (resource === 'object')) return undefined;
  if (/^(creates|removes)-bucket$/.test(effect) || resource === 'service') return undefined;
  if (elsewhere && /^(creates|removes)-object$/.test(effect)) {
    return dialect.operations.find(({ id }) => id === dialect.housekeeping.listObjects);
  }
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

/** Whether a case may be about another key than that of its fixture. */
export function isElsewhere({ mutations }: FuzzCase): boolean {
  return mutations.some(({ slot }) => slot === 'path');
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
