import type { CheckVerdict } from '../baseline/judge-check.ts';
import type { CheckRecord } from '../record.ts';

/** What one target makes of one check. */
export type CellState =
  | 'violates'
  | 'inconclusive'
  | 'known'
  | 'differs'
  | 'unsupported'
  | 'not-run'
  | 'absent'
  | 'conforms';

export interface CellWords {
  /** A mark that reads without colour. */
  readonly mark: string;
  readonly label: string;
  readonly meaning: string;
}

/** The states and their words, what matters most first. */
export const CELL_WORDS: Readonly<Record<CellState, CellWords>> = {
  violates: { mark: '✗', label: 'violates', meaning: 'it contradicts the documentation' },
  inconclusive: { mark: '?', label: 'inconclusive', meaning: 'it could not be judged' },
  known: { mark: '~', label: 'known', meaning: 'it is wrong in the way its baseline says' },
  differs: {
    mark: '≠',
    label: 'differs only',
    meaning: 'it keeps the documentation, but the reference answers differently',
  },
  unsupported: { mark: '∅', label: 'not supported', meaning: 'the target does not have the feature' },
  'not-run': { mark: '–', label: 'not run', meaning: 'it was skipped, e.g. for want of a second account' },
  absent: { mark: '·', label: 'not in this run', meaning: 'the run did not take the check' },
  conforms: { mark: '✓', label: 'conforms', meaning: 'it does what the documentation says' },
};

export const CELL_STATES = Object.keys(CELL_WORDS) as readonly CellState[];

/** True for states in which the check was judged, so that targets can agree or disagree about it. */
export function isJudged(state: CellState): boolean {
  return state === 'violates' || state === 'known' || state === 'differs' || state === 'conforms';
}

/** The state of a check. A failure that the reference shares says nothing about the target. */
export function cellState(
  { outcome, referenceFailed, reason }: Pick<CheckRecord, 'outcome' | 'referenceFailed' | 'reason'>,
  verdict: CheckVerdict['verdict'],
): CellState {
  if (verdict === 'known') return 'known';
  switch (outcome) {
    case 'pass':
      return 'conforms';
    case 'divergent':
      return 'differs';
    case 'inconclusive':
      return 'inconclusive';
    case 'skipped':
      return reason?.code.startsWith('feature-') === true ? 'unsupported' : 'not-run';
    case 'fail':
    case 'flaky':
      return referenceFailed ? 'inconclusive' : 'violates';
  }
}
