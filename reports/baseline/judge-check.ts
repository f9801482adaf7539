import type { AttemptOutcome, CheckRecord } from '../record.ts';
import type { BaselineEntry } from './baseline.ts';
import { behaviourDifferences, observedBehaviour } from './observed-behaviour.ts';

/**
 * What a gate makes of an outcome and an expectation.
 * - `ok`: nothing to say; skipped checks too, for what was not run breaks no expectation
 * - `regression`: it fails and nobody said so, or it fails differently than somebody said
 * - `known`: wrong in the way the baseline says
 * - `fixed`: the baseline says it is wrong, and it is not: the entry has to go
 * - `stale`: an entry that matches no check
 * - `incomplete`: it could not be judged
 */
export type ExpectationVerdict = 'ok' | 'regression' | 'known' | 'fixed' | 'stale' | 'incomplete';

export interface CheckVerdict {
  readonly verdict: Exclude<ExpectationVerdict, 'stale'>;
  /** Set for a regression that has an entry: how it is not what the entry says. */
  readonly differences?: readonly string[];
}

/** As much of a record as a verdict needs. */
export type Judged = Pick<
  CheckRecord,
  'outcome' | 'referenceFailed' | 'mismatches' | 'divergences' | 'transcripts' | 'outcomes'
>;

/**
 * Outcome × expectation. Pure. Only `fail` satisfies `known-fail`, and only when it fails as `got` says; an inconclusive
 * check satisfies nothing, nor does a failure that the bundled reference shares, for that says nothing of the target.
 */
export function judgeCheck(check: Judged, entry: BaselineEntry | undefined): CheckVerdict {
  const { outcome, referenceFailed } = check;
  switch (outcome) {
    case 'skipped':
      return { verdict: 'ok' };
    case 'inconclusive':
      return { verdict: 'incomplete' };
    case 'pass':
      return { verdict: entry === undefined || entry.expect === 'flaky' ? 'ok' : 'fixed' };
    case 'divergent':
      if (entry?.expect === 'known-divergent') return asKnown(check, entry);
      return { verdict: entry?.expect === 'known-fail' ? 'fixed' : 'ok' };
    case 'fail':
      if (referenceFailed) return { verdict: 'incomplete' };
      if (entry === undefined) return { verdict: 'regression' };
      if (entry.expect === 'known-divergent') return worse('violates the documentation now');
      return asKnown(check, entry);
    case 'flaky':
      if (referenceFailed) return { verdict: 'incomplete' };
      if (entry === undefined) return { verdict: 'regression' };
      if (entry.expect === 'flaky') return asKnown(check, entry);
      return worse(`is not always wrong: ${tally(check.outcomes ?? [])}; then say expect: flaky`);
  }
}

function asKnown(check: Judged, { got }: BaselineEntry): CheckVerdict {
  const differences = got === undefined ? [] : behaviourDifferences(got, observedBehaviour(check));
  return differences.length === 0 ? { verdict: 'known' } : { verdict: 'regression', differences };
}

function worse(difference: string): CheckVerdict {
  return { verdict: 'regression', differences: [difference] };
}

/** `2 fail, 1 pass` */
export function tally(outcomes: readonly AttemptOutcome[]): string {
  const counts = Map.groupBy(outcomes, (outcome) => outcome);
  return [...counts].map(([outcome, all]) => `${all.length} ${outcome}`).join(', ');
}
