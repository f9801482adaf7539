import {
  decodeFormPolicy,
  type FormPolicy,
  FormPolicyProblem,
  parseFormPolicy,
} from '../access/form-policy.ts';
import type { PolicyViolation, PostedForm } from '../access/form-policy-check.ts';
import type { Decision } from './context.ts';
import { refuse } from './refuse.ts';

/**
 * Holds a posted form to the policy it carries.
 * @param policy the policy as the form carries it, in base64
 * @param size of the file, in bytes
 * @param now milliseconds since the epoch
 * @param decision how it is held to it
 * @throws Refused policy-invalid | policy-expired | policy-condition | policy-length
 */
export function checkFormPolicy(
  policy: string,
  form: PostedForm,
  size: number,
  now: number,
  decision: Pick<Decision, 'checkForm' | 'checkSize'>,
): void {
  const parsed = parse(policy);
  const [violation] = [...decision.checkForm(parsed, form, now), ...decision.checkSize(parsed, size)];
  if (violation !== undefined) refuseViolation(violation);
}

function parse(policy: string): FormPolicy {
  try {
    return parseFormPolicy(decodeFormPolicy(policy));
  } catch (error) {
    if (error instanceof FormPolicyProblem) return refuse('policy-invalid', { sentence: error.message });
    throw error;
  }
}

function refuseViolation(violation: PolicyViolation): never {
  switch (violation.kind) {
    case 'expired':
      return refuse('policy-expired', {
        sentence: `The policy expired at ${violation.expiration}, and it is ${violation.now} now.`,
      });
    case 'absent-field':
      return refuse('policy-condition', { sentence: `The form has no field ${violation.field}.` });
    case 'unmatched':
      return refuse('policy-condition', {
        sentence: `Condition key ${violation.field} doesn't match the value ${violation.expected}`,
      });
    case 'too-small':
    case 'too-large':
      return refuse('policy-length', {
        sentence: `The file has ${violation.size} bytes, the policy's bound is ${violation.limit}.`,
      });
    default:
      return violation satisfies never;
  }
}
