import { answerPreflight } from '../access/cors.ts';
import { checkForm, checkSize } from '../access/form-policy-check.ts';
import { conditionTruths, evaluateConditions, evaluateIfRange } from '../http/conditional.ts';
import { evaluateRange } from '../http/range.ts';
import type { Decision } from './context.ts';

/** Every decision that no dialect makes in a way of its own. */
export const DOCUMENTED_DECISIONS: Omit<Decision, 'authorize' | 'authenticateForm'> = {
  evaluateConditions,
  conditionTruths,
  evaluateRange,
  evaluateIfRange,
  answerPreflight,
  checkForm,
  checkSize,
};
