import type { ConditionalOutcome, Conditions, Validators } from '../http/conditional.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import type { OperationContext } from './context.ts';
import { shownTime } from './reading-rules.ts';
import { refuse } from './refuse.ts';

/** What conditions on `object` are compared with. */
export function validatorsOf({ rules }: Pick<OperationContext, 'rules'>, object: ObjectVersion): Validators {
  return {
    etag: { value: object.etag, weak: false },
    lastModified: shownTime(rules.reading, object.lastModified),
  };
}

/** What the conditions of a request that reads `object` come to. RFC 9110 section 13.2.2. */
export function readOutcome(
  context: OperationContext,
  conditions: Conditions,
  object: ObjectVersion,
): ConditionalOutcome {
  const { store, decision, rules } = context;
  const options = { ...rules.reading, purpose: 'read', now: store.clock.now() } as const;
  return decision.evaluateConditions(conditions, validatorsOf(context, object), options);
}

/**
 * Holds a request that replaces or removes `object` (undefined when there is none) to its conditions.
 * RFC 9110 section 13.1: whoever asks not to overwrite must not be overheard.
 * @throws Refused precondition-failed
 */
export function requireConditions(
  context: OperationContext,
  conditions: Conditions,
  object: ObjectVersion | undefined,
): void {
  const { store, decision, rules } = context;
  const options = { ...rules.reading, purpose: 'write', now: store.clock.now() } as const;
  const outcome = decision.evaluateConditions(conditions, object && validatorsOf(context, object), options);
  if (outcome !== 'proceed') refuse('precondition-failed');
}
