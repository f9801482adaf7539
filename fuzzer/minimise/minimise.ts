import type { FuzzCase } from '../case.ts';
import { canonicalJson } from '../json.ts';
import { type Smaller, smallerCases } from './smaller-cases.ts';

/** What came of minimising. */
export interface Minimised {
  readonly fuzzCase: FuzzCase;
  /** Cases that were tried. */
  readonly tried: number;
}

/** Tries that are spent on one finding. */
const MAX_TRIES = 60;

/**
 * The smallest case that is reached by steps of which each leads to the same finding. What a try says is remembered, so
 * no case is sent twice.
 * @param isSame sends a case and tells whether it comes to the same
 */
export async function minimise(
  fuzzCase: FuzzCase,
  smaller: Smaller,
  isSame: (candidate: FuzzCase) => Promise<boolean>,
): Promise<Minimised> {
  const known = new Set([canonicalJson(fuzzCase)]);
  let best = fuzzCase;
  let tried = 0;
  for (let improved = true; improved && tried < MAX_TRIES; ) {
    improved = false;
    for (const candidate of smallerCases(best, smaller)) {
      const name = canonicalJson(candidate);
      if (known.has(name) || tried >= MAX_TRIES) continue;
      known.add(name);
      tried++;
      if (!(await isSame(candidate))) continue;
      best = candidate;
      improved = true;
      break;
    }
  }
  return { fuzzCase: best, tried };
}
