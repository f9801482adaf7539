import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';

/** Features without which the precondition of an operation cannot be brought about, besides its own. */
export function preparationNeeds(dialect: Dialect, { precondition, prepare = [] }: Operation): string[] {
  const steps = dialect.preparations[precondition] ?? [];
  const ids = [...steps.map(({ operation }) => operation), ...prepare];
  const features = ids.map((id) => operationById(dialect, id).feature);
  return [...new Set(features.filter((feature) => feature !== undefined))];
}
