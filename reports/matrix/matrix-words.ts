import { number } from '../wording.ts';
import type { Score } from './read-column.ts';

/** A score with what it is a share of: `341 of 350 judged keep the documentation (97.4%), 365 planned`. */
export function scoreText({ conforming, judged, planned }: Score): string {
  const share = judged === 0 ? '' : ` (${((100 * conforming) / judged).toFixed(1)}%)`;
  return `${number(conforming)} of ${number(judged)} judged conform${share}, ${number(planned)} planned`;
}
