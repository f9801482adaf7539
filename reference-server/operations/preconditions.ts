import type { ConditionalOutcome, Conditions, Validators } from '../http/conditional.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import type { OperationContext } from './context.ts';
import { refuse } from './refuse.ts';

/** Entity tags are taken with and without quotes, as clients of object stores send both. T-GETOBJ-40. */
export const TAG_OPTIONS = { unquoted: true } as const;

/** What conditions on `object` are compared with. */
export function validatorsOf(object: ObjectVersion): Validators {
  return { etag: { value: object.etag, weak: false }, lastModified: object.lastModified };
}

/** What the conditions of a request that reads `object` come to. RFC 9110 section 13.2.2. */
export function readOutcome(
  { store, decision }: OperationContext,
  conditions: Conditions,
  object: ObjectVersion,
): ConditionalOutcome {
  const options = { ...TAG_OPTIONS, purpose: 'read', now: store.clock.now() } as const;
  return decision.evaluateConditions(conditions, validatorsOf(object), options);
}

/**
 * Holds a request that replaces or removes `object` (undefined when there is none) to its conditions.
 * RFC 9110 section 13.1: whoever asks not to overwrite must not be overheard.
 * @throws Refused precondition-failed
 */
export function requireConditions(
  { store, decision }: OperationContext,
  conditions: Conditions,
  object: ObjectVersion | undefined,
): void {
  const options = { ...TAG_OPTIONS, purpose: 'write', now: store.clock.now() } as const;
  const outcome = decision.evaluateConditions(conditions, object && validatorsOf(object), options);
  if (outcome !== 'proceed') refuse('precondition-failed');
}
