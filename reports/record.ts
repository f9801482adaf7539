/**
 * The records of a run, one JSON object a line. They are the canonical artefact: every report is made from them and
 * can be made again later. Nothing here imports anything; the rest of the project imports this.
 */

/** What one execution of a check comes to. */
export type AttemptOutcome = 'pass' | 'fail' | 'divergent' | 'skipped' | 'inconclusive';

/** What happened to one check. `flaky`: it was repeated, and its attempts disagree. */
export type Outcome = AttemptOutcome | 'flaky';

/** Reason code of a check that broke down for a reason that is not the server's: a bug of ours. */
export const CHECK_ERROR = 'check-error';

/** How bad a failure is for somebody who stores data there. */
export type Impact = 'data-loss' | 'security' | 'breaks-clients' | 'cosmetic';

export type Level = 'must' | 'should' | 'may';

/** Expected versus got, for one facet of one exchange. Values are for people: short, redacted text. */
export interface Mismatch {
  /** Index into the target's transcript; -1 when the mismatch is about no single exchange. */
  readonly exchange: number;
  /** What differs: `status`, `code`, `header content-range`, `body`, `/ListBucketResult/Contents[1]/Key`, … */
  readonly facet: string;
  readonly expected: string;
  readonly got: string;
}

/** A difference between the target's exchange and the reference's, after symbolising what may differ. */
export interface Divergence {
  readonly exchange: number;
  readonly facet: string;
  readonly reference: string;
  readonly target: string;
}

/** A body as recorded: whole up to 4 KiB, else its size and digest. */
export type BodyRecord =
  | { readonly text: string; readonly size: number }
  | { readonly base64: string; readonly size: number }
  | { readonly size: number; readonly sha256: string };

/** One request and its response, redacted. */
export interface ExchangeRecord {
  readonly operation: string;
  /** Name of the identity that signed: `main`, `second`, `anonymous`. */
  readonly identity: string;
  /** `setup` exchanges prepare, `act` exchanges are judged, `cleanup` exchanges tidy up. */
  readonly phase: 'setup' | 'act';
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: BodyRecord;
    readonly transport: 'undici' | 'raw';
  };
  readonly response?: {
    readonly status: number;
    readonly reason: string;
    readonly httpVersion: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: BodyRecord;
    readonly interim: readonly number[];
  };
  readonly failure?: { readonly kind: string; readonly message: string };
  readonly durationMs: number;
}

/** First line of a file. */
export interface RunRecord {
  readonly kind: 'run';
  readonly schema: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** Hash of all claims and checks of the dialect: results are compared only under one digest. */
  readonly catalogue: string;
  readonly dialect: string;
  readonly profile: string;
  readonly target: {
    readonly name: string;
    readonly endpoint: string;
    readonly vendor?: string;
    readonly product?: string;
    readonly version?: string;
    readonly region: string;
    /** True when the target is the bundled reference server. */
    readonly embedded: boolean;
  };
  readonly features: {
    readonly declared: Readonly<Record<string, boolean>>;
    readonly probed: Readonly<Record<string, boolean>>;
  };
  readonly seed: number;
  readonly runId: string;
  readonly startedAt: string;
  /** Command line that repeats the run. */
  readonly command: string;
  /** Globs over check ids that chose the checks; absent when the run took all of its profile. */
  readonly selection?: { readonly only: readonly string[]; readonly skip: readonly string[] };
  /** Which part of a run over several machines this is; absent for a whole run. */
  readonly shard?: Shard;
  /** How often each check was executed; absent for once. */
  readonly repeat?: number;
  readonly planned: {
    readonly checks: number;
    readonly must: number;
    readonly should: number;
    readonly may: number;
  };
  /** Milliseconds the target's Date is ahead of this machine's clock; absent when unknown. */
  readonly clockSkewMs?: number;
  /** Claim texts and sources cited by the run's checks, so that a report needs no catalogue. */
  readonly claims: Readonly<
    Record<string, { readonly level: Level; readonly source: string; readonly text: string }>
  >;
}

/** One of several parts of a run, split by check id. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
  /** Checks of all shards together. */
  readonly checks: number;
}

/** One check. */
export interface CheckRecord {
  readonly kind: 'check';
  readonly id: string;
  /** Operation id the check belongs to, and its printed name. */
  readonly operation: string;
  readonly operationTitle: string;
  readonly title: string;
  readonly claims: readonly string[];
  /** What it rests on when that is no claim, e.g. a section of an RFC. */
  readonly source?: string;
  readonly level: Level;
  readonly impact: Impact;
  readonly outcome: Outcome;
  /** For skipped, inconclusive and flaky: a stable slug and a sentence. */
  readonly reason?: { readonly code: string; readonly message: string };
  readonly mismatches: readonly Mismatch[];
  readonly divergences: readonly Divergence[];
  /** True when the reference fails its own check: a bug of ours. */
  readonly referenceFailed: boolean;
  /** The first thing that is wrong with the reference there, when something is. */
  readonly referenceProblem?: string;
  readonly transcripts: {
    readonly target: readonly ExchangeRecord[];
    readonly reference: readonly ExchangeRecord[];
  };
  /** How often it was executed; 0 for a skipped check. */
  readonly attempts: number;
  /** What each attempt came to, in order, when there were several. The evidence is that of the first of the worst. */
  readonly outcomes?: readonly AttemptOutcome[];
  readonly durationMs: number;
}

/** Last line of a complete file. */
export interface EndRecord {
  readonly kind: 'end';
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly referenceFailures: number;
  readonly requests: number;
  readonly bytes: { readonly sent: number; readonly received: number };
  readonly resources: {
    readonly created: number;
    readonly removed: number;
    readonly leftBehind: readonly string[];
  };
  /** Share of the run (0 to 1) spent waiting for the target. */
  readonly waitingShare: number;
  /** Why the run ended early; absent when it ran to its end. */
  readonly aborted?: { readonly code: string; readonly message: string };
}

export type RunFileRecord = RunRecord | CheckRecord | EndRecord;
