/** Rules about a run. */
export type RunRuleId =
  | 'conforms'
  | 'steady'
  | 'as-known'
  | 'same-as-reference'
  | 'nothing-fixed'
  | 'entries-match'
  | 'entries-current'
  | 'entries-explained'
  | 'nothing-vanished'
  | 'checks-sound'
  | 'reference-sound'
  | 'complete'
  | 'something-judged'
  | 'all-judged'
  | 'nothing-excused';

/** One rule of the gate. All are shown, those that held too. */
export interface GateRule<Id extends string = RunRuleId> {
  readonly id: Id;
  /** What has to be so. */
  readonly says: string;
  readonly state: 'held' | 'broken' | 'allowed';
  /** How many checks or findings (or, for `complete`, reasons; for entries, entries) are against it. */
  readonly count: number;
  /** Ids of the first of them, when they are checks or findings. */
  readonly checks: readonly string[];
  /** A line for each of the first, where there is more to say than an id. */
  readonly details?: readonly string[];
  /** Process exit code when it is broken and no rule before it is. */
  readonly exitCode: 1 | 4 | 5;
}

/** Ids that a rule names. */
export const MAX_IDS = 100;
