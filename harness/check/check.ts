import type { Level } from '../../dialects/core/claim.ts';
import type { Impact } from '../../reports/record.ts';
import type { CheckContext, RequestSpec } from './context.ts';

/**
 * Which bucket a check works in. `shared`: one bucket for many checks, each under its own key prefix. `own`: a fresh
 * bucket, for checks that change or count bucket-level state. `group`: one fresh bucket for all checks of that group,
 * which `fill` gives its content before the first of them runs. `none`: the check needs no bucket.
 */
export type Lease =
  | 'shared'
  | 'own'
  | 'none'
  | { readonly group: string; readonly fill?: (filling: Filling) => Promise<void> };

/** What brings about the content that the checks of a group share; its exchanges are in no transcript. */
export interface Filling extends Pick<CheckContext, 'dialect' | 'bucket' | 'setup' | 'read' | 'copySource'> {
  /** Sends requests, several at a time, that all have to succeed. @throws CheckInconclusive otherwise */
  readonly setupAll: (specs: readonly RequestSpec[]) => Promise<void>;
}

/** Code or data that tests one or more claims. */
export interface Check {
  /** Permanent id `<dialect>/<operation slug>/<slug>`. */
  readonly id: string;
  /** Operation id the result is filed under. */
  readonly operation: string;
  readonly title: string;
  readonly claims: readonly string[];
  /** What it rests on when that is no claim, e.g. a section of an RFC. */
  readonly source?: string | undefined;
  readonly level: Level;
  readonly impact: Impact;
  /** Features of the target it needs, and `<role>Identity` for roles beyond `main`. */
  readonly needs: readonly string[];
  readonly lease: Lease;
  /** Profiles in which it runs. */
  readonly profiles: readonly string[];
  /** True when requests of the check race each other: which answer each gets is chance, so nothing is compared. */
  readonly racing: boolean;
  /** Anchor in the dialect's READINGS.md when the expectation rests on a reading. */
  readonly reading?: string;
  /** Why it is not run, whatever the target is like: nobody asked for what it does. */
  readonly withheld?: { readonly code: string; readonly message: string } | undefined;
  /** Every request and expectation of the check. Never throws to say that a target is wrong. */
  readonly run: (t: CheckContext) => Promise<void>;
}

/** The role a need asks an identity for, or undefined when it is a feature. */
export function roleNeeded(need: string): string | undefined {
  return /^([a-z]+)Identity$/.exec(need)?.[1];
}

/** Thrown inside a check when the target could not be brought into the state the check needs. */
export class CheckInconclusive extends Error {
  override readonly name = 'CheckInconclusive';
  /** Stable slug: `setup-failed`, `target-unreachable`, `reference-setup-failed`, … */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
