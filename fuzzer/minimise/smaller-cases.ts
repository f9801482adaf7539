import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { withShorterLists } from './shorter-lists.ts';
import { onSimplerOperations } from './simpler-operations.ts';
import { withSimplerSteps } from './simpler-steps.ts';

/** What smaller cases are made of. */
export interface Smaller {
  readonly dialect: Dialect;
  readonly mutations: ReadonlyMap<string, MutationClass>;
  /** Operations that may be sent. */
  readonly operations: readonly Operation[];
}

/**
 * Cases that are smaller than the given one by a step, the largest steps first: without mutations, with fewer of them,
 * with the body of the sample, with fewer parameters, in the usual order and with the usual sender, with shorter lists in
 * its fields, with simpler arguments, in an earlier place, on a simpler operation.
 */
export function* smallerCases(
  fuzzCase: FuzzCase,
  { dialect, mutations, operations }: Smaller,
): Generator<FuzzCase> {
  const { mutations: steps, parameters, body } = fuzzCase;
  const withSteps = (kept: FuzzCase['mutations']): FuzzCase => ({
    ...fuzzCase,
    mutations: kept,
    sender: kept.some(({ slug }) => mutations.get(slug)?.raw) ? 'raw' : 'undici',
  });
  if (steps.length > 0) yield withSteps([]);
  // What only bytes show, undici has looked at and does not tell.
  if (steps.length > 0 && fuzzCase.sender === 'raw') yield { ...fuzzCase, mutations: [] };
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
  if (fuzzCase.sender === 'raw' && !steps.some(({ slug }) => mutations.get(slug)?.raw))
    yield { ...fuzzCase, sender: 'undici' };
  if (fuzzCase.signOrder === 'sign-then-mutate') yield { ...fuzzCase, signOrder: 'mutate-then-sign' };
  yield* withShorterLists(fuzzCase);
  yield* withSimplerSteps(fuzzCase, mutations, dialect);
  yield* onSimplerOperations(fuzzCase, mutations, dialect, operations);
}
