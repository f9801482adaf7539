import type { FuzzCase } from '../case.ts';
import { canonicalJson } from '../json.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { smallerCases } from './smaller-cases.ts';

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
 * @param isSame sends a case and tells whether it has the same coarse id
 */
export async function minimise(
  fuzzCase: FuzzCase,
  mutations: ReadonlyMap<string, MutationClass>,
  isSame: (candidate: FuzzCase) => Promise<boolean>,
): Promise<Minimised> {
  const known = new Set([canonicalJson(fuzzCase)]);
  let best = fuzzCase;
  let tried = 0;
  for (let improved = true; improved && tried < MAX_TRIES; ) {
    improved = false;
    for (const candidate of smallerCases(best, mutations)) {
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
