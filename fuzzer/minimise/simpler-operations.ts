import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';
import { sampleCase } from '../grammar/plain-case.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { requestInWords } from '../request-in-words.ts';

/** Operations that are tried in place of one. */
const MOST_OPERATIONS = 3;

/** How much there is to an operation: what it needs, what can be said in it, what it changes. */
function weightOf({ prepare = [], subresources, parameters, effect, precondition }: Operation): number {
  const needs = prepare.length * 4 + (precondition === 'bucket' || precondition === 'object' ? 0 : 4);
  return needs + subresources.length * 2 + parameters.length + (effect === 'none' ? 0 : 2);
}

/** The same mutations of simpler operations, the simplest first. None for a case that is more than its mutations. */
export function* onSimplerOperations(
  fuzzCase: FuzzCase,
  mutations: ReadonlyMap<string, MutationClass>,
  dialect: Dialect,
  operations: readonly Operation[],
): Generator<FuzzCase> {
  const { mutations: steps, parameters, body, profile, signOrder, sender, identity } = fuzzCase;
  const own = operations.find(({ id }) => id === fuzzCase.operation);
  if (!own || steps.length === 0 || parameters.length > 0 || body !== undefined) return;
  const simpler = operations
    .filter((one) => weightOf(one) < weightOf(own) && one.authentication === own.authentication)
    .toSorted((a, b) => weightOf(a) - weightOf(b));
  let left = MOST_OPERATIONS;
  for (const operation of simpler) {
    if (left === 0) return;
    const sample = sampleCase(dialect, profile, operation);
    const request = requestInWords(dialect, operation, sample);
    const fits = steps.every(({ slug, slot }) =>
      mutations.get(slug)?.slots(request, { dialect, operation }).includes(slot),
    );
    if (!fits) continue;
    left--;
    yield { ...sample, identity, mutations: steps, signOrder, sender };
  }
}
