import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { Refusal } from '../../dialects/core/refusal.ts';
import type { Expectation } from '../check/expectation.ts';

/** The refusals an expectation names. @throws Error for a name the dialect lacks: a mistake in the check */
export function refusalsOf(dialect: Dialect, names: string | readonly string[]): Refusal[] {
  return (typeof names === 'string' ? [names] : names).map((name) => {
    const found = dialect.refusals[name];
    if (!found) throw new Error(`${dialect.name} has no refusal ${name}`);
    return found;
  });
}

/** Every status an expectation accepts. Finite by construction, so no expectation accepts any status. */
export function acceptedStatuses(dialect: Dialect, operation: Operation, expectation: Expectation): number[] {
  const all = (): number[] => {
    if ('anyOf' in expectation) {
      return expectation.anyOf.flatMap((one) => acceptedStatuses(dialect, operation, one));
    }
    if ('refusal' in expectation) {
      return refusalsOf(dialect, expectation.refusal).flatMap(({ accepts }) => accepts.status);
    }
    if ('success' in expectation) return operation.success.flatMap(({ status }) => status);
    return typeof expectation.status === 'number' ? [expectation.status] : [...expectation.status];
  };
  return [...new Set(all())].sort((a, b) => a - b);
}
