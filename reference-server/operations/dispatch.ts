import { BodyProblem, type BodyProblemKind, type OutgoingResponse } from '../http/exchange.ts';
import { StoreProblem, type StoreProblemKind } from '../store/store-problem.ts';
import type { Binding, Prepared } from './handler.ts';
import { Refused, refuse } from './refuse.ts';

const STORE_REFUSALS: Readonly<Record<StoreProblemKind, string>> = {
  'bucket-exists': 'bucket-exists',
  'bucket-missing': 'missing-bucket',
  'bucket-not-empty': 'bucket-not-empty',
  'object-missing': 'missing-key',
  'version-missing': 'missing-version',
  'upload-missing': 'missing-upload',
  'part-missing': 'invalid-part',
  'append-position': 'append-position',
  'not-appendable': 'not-appendable',
};

const BODY_REFUSALS: Readonly<Record<BodyProblemKind, string>> = {
  incomplete: 'incomplete-body',
  'too-large': 'entity-too-large',
  timeout: 'request-timeout',
  malformed: 'malformed-request',
};

/**
 * Carries a prepared request out by the dialect's binding for its operation. What the store or the body reader object
 * to becomes the refusal of the same meaning.
 * @throws Refused not-implemented when there is no binding, and whatever the binding refuses
 */
export async function dispatch(
  bindings: Readonly<Record<string, Binding>>,
  prepared: Prepared,
): Promise<OutgoingResponse> {
  const binding = Object.hasOwn(bindings, prepared.operation.id)
    ? bindings[prepared.operation.id]
    : undefined;
  if (binding === undefined) return refuse('not-implemented');
  try {
    return await binding(prepared);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** `error` as a refusal where it is one in other words, else itself. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof StoreProblem) return new Refused(STORE_REFUSALS[error.kind]);
  if (error instanceof BodyProblem) return new Refused(BODY_REFUSALS[error.kind]);
  return error;
}
