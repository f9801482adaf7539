import type { FuzzCase } from '../case.ts';
import type { MutationClass } from '../mutations/mutation.ts';

/**
 * Cases that are smaller than the given one by a step, the largest steps first: without mutations, with fewer of them,
 * with the body of the sample, with fewer parameters, in the usual order and with the usual sender.
 */
export function* smallerCases(
  fuzzCase: FuzzCase,
  mutations: ReadonlyMap<string, MutationClass>,
): Generator<FuzzCase> {
  const { mutations: steps, parameters, body } = fuzzCase;
  const withSteps = (kept: FuzzCase['mutations']): FuzzCase => ({
    ...fuzzCase,
    mutations: kept,
    sender: kept.some(({ slug }) => mutations.get(slug)?.raw) ? 'raw' : 'undici',
  });
  if (steps.length > 0) yield withSteps([]);
  if (steps.length > 1) for (const index of steps.keys()) yield withSteps(steps.toSpliced(index, 1));
  if (body !== undefined) {
    const { body: _, ...rest } = fuzzCase;
    yield rest;
  }
  if (parameters.length > 0) yield { ...fuzzCase, parameters: [] };
  if (parameters.length > 1) {
    for (const index of parameters.keys()) {
      yield { ...fuzzCase, parameters: parameters.toSpliced(index, 1) };
    }
  }
  if (body?.kind === 'base64' && body.base64.length > 4) {
    yield { ...fuzzCase, body: { kind: 'base64', base64: '' } };
    yield { ...fuzzCase, body: { kind: 'base64', base64: 'YQ==' } };
  }
  if (fuzzCase.signOrder === 'sign-then-mutate') yield { ...fuzzCase, signOrder: 'mutate-then-sign' };
}
