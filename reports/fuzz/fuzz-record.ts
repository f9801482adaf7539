import type { ExchangeRecord } from '../record.ts';

/**
 * The records of a fuzzing campaign, one JSON object a line: `fuzz` first, each `finding` as it is made, each known one
 * that was sent again as `replayed`, `fuzz-end` last when the campaign came to its end.
 */

/** First line of a file. */
export interface FuzzRecord {
  readonly kind: 'fuzz';
  readonly schema: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly dialect: string;
  readonly profile: string;
  readonly target: { readonly name: string; readonly endpoint: string; readonly embedded: boolean };
  readonly seed: number;
  readonly runId: string;
  readonly startedAt: string;
  /** Command line that repeats the campaign. */
  readonly command: string;
  /** Slugs of the mutation classes that took part. */
  readonly classes: readonly string[];
  readonly operations: number;
}

/** How bad a finding is. `divergent`: other than the reference, and nothing more is known. */
export type FindingGrade = 'fail' | 'non-strict' | 'informational' | 'divergent';

/** Bytes of one server's side of a finding, redacted; base64. What the transport does not show is absent. */
export interface FindingBytes {
  readonly request?: string;
  readonly responseHead?: string;
  readonly responseBody?: string;
}

/** A deduplicated result with a minimal case that repeats it. */
export interface FindingRecord {
  readonly kind: 'finding';
  readonly schema: 1;
  /** Stable from campaign to campaign: made of dialect, operation, rule, classes, kinds of slots and what differs. */
  readonly id: string;
  /** The same for the same difference on other operations. */
  readonly family: string;
  readonly dialect: string;
  readonly profile: string;
  readonly operation: string;
  readonly oracle: 'transport' | 'invariant' | 'rule' | 'metamorphic' | 'differential' | 'model';
  readonly rule: string;
  readonly grade: FindingGrade;
  /** What differs, without values. */
  readonly path: string;
  readonly title: string;
  /** Section of an RFC or claim that says what should be. */
  readonly source?: string;
  /** Slugs of the minimal case's mutations. */
  readonly mutations: readonly string[];
  /** What the documentation says, what the reference did, what the target did. */
  readonly says: { readonly documentation: string; readonly reference: string; readonly target: string };
  /** True when the reference has the same problem. */
  readonly referenceToo: boolean;
  /** How often the minimal case gave the same again. */
  readonly confirmed: { readonly same: number; readonly of: number };
  /** Ids of findings before it of a lesser grade that turned out to be other sights of this one: they do not count. */
  readonly supersedes?: readonly string[];
  /** What else is wrong there and has nothing to do with it, as `GetObject header date`: operation and path. */
  readonly besides?: readonly string[];
  /** The minimal case: JSON that `bucketproof replay` sends again. */
  readonly case: Readonly<Record<string, unknown>>;
  readonly evidence: {
    readonly target?: ExchangeRecord;
    readonly reference?: ExchangeRecord;
    /** The request that was sent behind it and shows what is wrong, where that is not its own answer. */
    readonly followUp?: { readonly target: ExchangeRecord; readonly reference?: ExchangeRecord };
    readonly bytes: { readonly target?: FindingBytes; readonly reference?: FindingBytes };
  };
  readonly found: { readonly cases: number; readonly ms: number; readonly tried: number };
  /** Set once it is kept as a regression case. */
  readonly promoted?: Promotion;
}

/** What somebody decided about a finding when it became a regression case. */
export interface Promotion {
  /** Day, `2026-01-31`. */
  readonly since: string;
  /** Claim of the dialect that settles it. */
  readonly claim?: string;
  /** What the outcome has to be, e.g. `404 NoSuchKey`; the rule of the finding, or the reference, says it when absent. */
  readonly expects?: string;
}

/** A finding of a baseline that a campaign did not meet and that was sent again for that. */
export interface ReplayedRecord {
  readonly kind: 'replayed';
  readonly schema: 1;
  readonly id: string;
  readonly title: string;
  readonly grade: FindingGrade;
  readonly state: 'fixed' | 'still' | 'changed' | 'cannot-run';
  /** How often it was the same, of how many times. */
  readonly same: number;
  readonly of: number;
  /** Outcome on the target, e.g. `200` or `404 NoSuchKey`; absent when it could not be sent. */
  readonly got?: string;
  readonly note: string;
}

/** Something that was so once and did not repeat itself when it was sent again. */
export interface FlakySuspicion {
  readonly operation: string;
  readonly oracle: FindingRecord['oracle'];
  readonly rule: string;
  readonly path: string;
  readonly mutations: readonly string[];
  readonly times: number;
}

/** Last line of a complete file. */
export interface FuzzEndRecord {
  readonly kind: 'fuzz-end';
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly cases: number;
  readonly requests: { readonly target: number; readonly reference: number };
  /** How the cases came out on the target. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Different outcomes that were seen. */
  readonly novelty: number;
  readonly findings: number;
  /** Finding id -> how often the same turned up again, on this operation or another. */
  readonly duplicates: Readonly<Record<string, number>>;
  /** Suspicions that did not repeat themselves. */
  readonly flaky: number;
  /** What they were, the most frequent first; the rarest are left out where there are many. */
  readonly flakes: readonly FlakySuspicion[];
  /** Cases whose state could not be brought about. */
  readonly unprepared: number;
  /** Class -> how often it was sent, refused, accepted and not delivered. */
  readonly coverage: Readonly<
    Record<
      string,
      {
        readonly sent: number;
        readonly refused: number;
        readonly accepted: number;
        readonly notDelivered: number;
      }
    >
  >;
  /** Resident memory at the start, in the middle and at the end, bytes. */
  readonly memory: readonly number[];
  readonly leftBehind: readonly string[];
  readonly aborted?: { readonly code: string; readonly message: string };
}

export type FuzzFileRecord = FuzzRecord | FindingRecord | ReplayedRecord | FuzzEndRecord;
