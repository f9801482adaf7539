import type { Transcript } from '../compare.ts';
import type { Substitutions } from '../symbolise.ts';
import { type Answer, exchangeOf } from './answer.ts';

/** What one server answered, in this order. */
export function transcript(answers: readonly Answer[], substitutions: Substitutions = []): Transcript {
  return { exchanges: answers.map(exchangeOf), substitutions };
}
