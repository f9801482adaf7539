import type { BaselineSummary } from './baseline/baseline-summary.ts';
import type { CheckDigest } from './check-digest.ts';
import type { RunDifference } from './diff/diff-runs.ts';
import type { EndRecord, Impact, Level, Outcome, RunRecord } from './record.ts';
import { OUTCOMES } from './wording.ts';

export type Counts = Readonly<Record<Outcome, number>>;

/** The checks of one level. */
export interface LevelSummary {
  /** As the run record announced. */
  readonly planned: number;
  /** Recorded, skipped ones included. */
  readonly recorded: number;
  readonly counts: Counts;
  /** Failures that the reference does not share, by impact: what the target does against the documentation. */
  readonly violations: Readonly<Record<Impact, number>>;
  /** Failures that the reference shares: they say something about us, not about the target. */
  readonly failedWithReference: number;
  /** Flaky checks that the reference does not fail. */
  readonly unsteady: number;
  /** Checks wrong in whatever way that the baseline speaks of, so that other rules need not. */
  readonly spokenOf: Readonly<Record<'fail' | 'divergent' | 'flaky', number>>;
}

/** The checks of one operation. */
export interface OperationSummary {
  readonly operation: string;
  readonly title: string;
  readonly counts: Counts;
}

/** Checks skipped, inconclusive or flaky for the same reason. */
export interface ReasonSummary {
  readonly outcome: 'skipped' | 'inconclusive' | 'flaky';
  readonly code: string;
  /** The sentence of the first of them. */
  readonly message: string;
  readonly checks: number;
  /** How many of them are `must`. */
  readonly must: number;
}

/** Why a record file does not hold a whole run. */
export interface Incompleteness {
  readonly code:
    | 'aborted'
    | 'no-end'
    | 'truncated'
    | 'fewer-than-planned'
    | 'more-than-planned'
    | 'counts-disagree';
  readonly message: string;
}

/** All that a verdict and a short report need of a run. */
export interface Summary {
  readonly path: string;
  readonly run: RunRecord;
  /** Absent when the run was killed. */
  readonly end?: EndRecord;
  readonly counts: Counts;
  readonly levels: Readonly<Record<Level, LevelSummary>>;
  /** By title. */
  readonly operations: readonly OperationSummary[];
  /** Most frequent first, skipped before inconclusive. */
  readonly reasons: readonly ReasonSummary[];
  /** Failed, inconclusive and divergent checks, and those the reference fails, in file order. */
  readonly notable: readonly CheckDigest[];
  /** How many notable checks are not listed because there are too many of them, by outcome. The counts have them. */
  readonly unlisted: Counts;
  /** Checks that the reference fails. */
  readonly referenceFailures: number;
  /** Checks that broke down for a reason that is not the server's. */
  readonly brokenChecks: number;
  /** Empty for a whole run. */
  readonly incomplete: readonly Incompleteness[];
  /** The run held against a baseline, when there is one. */
  readonly baseline?: BaselineSummary;
  /** How it differs from an earlier run, when there is one. */
  readonly difference?: RunDifference;
}

/** How many checks there are. */
export function total(counts: Counts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}
