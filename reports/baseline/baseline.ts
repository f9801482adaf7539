/** What a check is expected to do on a target that is known not to be perfect. */
export type Expect = 'known-fail' | 'known-divergent' | 'flaky';

/** The wrong behaviour that is known. What is left out may be anything. */
export interface KnownBehaviour {
  /** Status of the first answer complained of. */
  readonly status?: number;
  /** Its error code, when that or the status is wrong; a glob. */
  readonly code?: string;
  /** Everything else that is wrong, and nothing more: facet to what was got there, as globs. */
  readonly facets?: Readonly<Record<string, readonly string[]>>;
}

/** One expectation. */
export interface BaselineEntry {
  /** The id of a check or of a finding of the fuzzer (`F-…`), or a glob over either. */
  readonly id: string;
  /** Of a finding: what it has in common with the same bug on other operations, which the entry speaks of too. */
  readonly family?: string;
  readonly expect: Expect;
  readonly got?: KnownBehaviour;
  /** Why it is accepted. */
  readonly reason: string;
  readonly issue?: string;
  readonly owner?: string;
  /** Days, `2026-01-31`. `expires` is the last one on which the entry holds. */
  readonly since?: string;
  readonly expires?: string;
  /** Where it stands in its file, 1-based. */
  readonly line: number;
}

/** The expectations of one target. */
export interface Baseline {
  readonly file: string;
  readonly dialect?: string;
  readonly target?: string;
  /** Digest of the catalogue it was last written from. */
  readonly catalogue?: string;
  /** In file order. */
  readonly entries: readonly BaselineEntry[];
}

/** What `baseline update` writes as the reason of a new entry, and the gate takes for none. */
export const REASON_PLACEHOLDER = 'TODO: say why this is accepted';

/** True for a reason nobody has written yet. */
export function isPlaceholder(reason: string): boolean {
  return /^todo\b/i.test(reason.trim());
}

/** True for an id that names more than one check. */
export function isGlob(id: string): boolean {
  return id.includes('*');
}

/** True when the day after the last day of the entry has come. @param today `2026-01-31` */
export function isExpired({ expires }: BaselineEntry, today: string): boolean {
  return expires !== undefined && today > expires;
}
