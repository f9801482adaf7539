import { createHash } from 'node:crypto';
import type { FuzzCase } from '../case.ts';
import type { Observation } from '../oracles/observation.ts';
import { slotKind } from '../structured-request.ts';

const DIGITS = 12;

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, DIGITS);
}

/**
 * What a finding is before it is minimised: who objects to what in which operation, whatever brought it about. No
 * values, seeds or times. A smaller case counts as the same finding only with the same coarse id.
 */
export function coarseId({ dialect, operation }: FuzzCase, { oracle, rule, path }: Observation): string {
  return digest([dialect, operation, oracle, ruleName(oracle, rule), path]);
}

/** Rules of mutations have the name of a class, which the minimiser may exchange for none; the oracle says it all. */
function ruleName(oracle: Observation['oracle'], rule: string): string {
  return oracle === 'differential' ? '' : rule;
}

/** What a finding is once it is minimal: the coarse id, and the classes and kinds of slots that are needed for it. */
export function findingId(fuzzCase: FuzzCase, observation: Observation): string {
  return `F-${digest([coarseId(fuzzCase, observation), ...needed(fuzzCase)])}`;
}

/**
 * The same bug on another operation has the same family: of a status that differs only matters whether it accepts,
 * refuses or fails, since operations have successes of their own.
 */
export function familyId(fuzzCase: FuzzCase, { oracle, rule, path }: Observation): string {
  const kinds = path.replace(/2\d\d/g, 'accepted').replace(/4\d\d( [A-Za-z.]+)?(?=→accepted)/, 'refused');
  return digest([fuzzCase.dialect, oracle, ruleName(oracle, rule), kinds, ...needed(fuzzCase)]);
}

function needed({ mutations, signOrder }: FuzzCase): string[] {
  const steps = mutations.map(({ slug, slot }) => `${slug} ${slotKind(slot)}`).toSorted();
  return steps.length === 0 ? steps : [...steps, signOrder];
}
