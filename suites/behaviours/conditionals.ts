import type { CheckDraft } from '../../harness/check/suite.ts';
import { combinedConditions } from './conditionals-combined.ts';
import { dateConditions } from './conditionals-dates.ts';
import { etagConditions } from './conditionals-etags.ts';
import type { ConditionsBinding } from './conditionals-judge.ts';
import { type GroundsFor, grounded } from './grounds.ts';

function conditionChecks(binding: ConditionsBinding) {
  return { ...etagConditions(binding), ...dateConditions(binding), ...combinedConditions(binding) };
}

/** Conditional reads, for an operation that reads an object or its headers. RFC 9110 section 13. */
export function conditionals(
  binding: ConditionsBinding & { readonly grounds: GroundsFor<ReturnType<typeof conditionChecks>> },
): CheckDraft[] {
  return grounded(conditionChecks(binding), binding.grounds);
}
