import type { Baseline, BaselineEntry } from '../baseline/baseline.ts';
import type {
  FindingGrade,
  FindingRecord,
  FuzzEndRecord,
  FuzzRecord,
  ReplayedRecord,
} from './fuzz-record.ts';
import type { FindingVerdict } from './judge-finding.ts';

/** A finding as reports show it, with what the baseline makes of it. */
export interface JudgedFinding {
  /** Without the bytes of its evidence. */
  readonly finding: FindingRecord;
  /** Where it stands in its file, 1-based. */
  readonly line: number;
  readonly verdict: FindingVerdict['verdict'];
  /** How it is not what its entry says. */
  readonly differences: readonly string[];
  readonly entry?: BaselineEntry;
}

/** A known finding that was sent again, with what the baseline makes of it. */
export interface JudgedReplay {
  readonly replayed: ReplayedRecord;
  readonly verdict: FindingVerdict['verdict'];
  readonly differences: readonly string[];
  readonly entry?: BaselineEntry;
}

/** Why a record file does not hold a whole campaign. */
export interface CampaignIncompleteness {
  readonly code: 'aborted' | 'no-end' | 'truncated' | 'counts-disagree';
  readonly message: string;
}

/** All that a verdict and a report need of a campaign. */
export interface CampaignSummary {
  readonly path: string;
  readonly fuzz: FuzzRecord;
  /** Absent when the campaign was killed. */
  readonly end?: FuzzEndRecord;
  readonly counts: Readonly<Record<FindingGrade, number>>;
  /** Worst grade first. */
  readonly findings: readonly JudgedFinding[];
  /** Findings that are not listed because there are too many of them; they are in the counts. */
  readonly unlisted: readonly Pick<FindingRecord, 'id' | 'grade' | 'referenceToo'>[];
  readonly replayed: readonly JudgedReplay[];
  /** Empty for a whole campaign. */
  readonly incomplete: readonly CampaignIncompleteness[];
  /** What of a baseline speaks of findings, when there is one. */
  readonly baseline?: {
    readonly baseline: Baseline;
    /** Entries whose finding was neither met nor sent again. */
    readonly unmet: readonly BaselineEntry[];
    readonly expired: readonly BaselineEntry[];
    readonly unexplained: readonly BaselineEntry[];
  };
}
