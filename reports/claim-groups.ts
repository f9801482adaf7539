import type { CheckDigest } from './check-digest.ts';
import type { RunRecord } from './record.ts';
import { IMPACTS, LEVELS } from './wording.ts';

export interface CitedClaim {
  readonly id: string;
  /** Absent when the run record does not have the claim. */
  readonly level?: string;
  readonly source?: string;
  readonly text?: string;
}

/** Checks that say the same claims are broken. */
export interface ClaimGroup {
  readonly claims: readonly CitedClaim[];
  /** Worst impact first. */
  readonly checks: readonly CheckDigest[];
}

/** A claim as the run record has it. */
export function citedClaim(run: RunRecord, id: string): CitedClaim {
  // The ids come from a file: `constructor` is no claim.
  const claim = Object.hasOwn(run.claims, id) ? run.claims[id] : undefined;
  return claim === undefined ? { id } : { id, ...claim };
}

/** What a check says is broken: its claims, or what it rests on where there is none. */
function broken({ claims, source }: Pick<CheckDigest, 'claims' | 'source'>): readonly string[] {
  return claims.length > 0 || source === undefined ? claims : [source];
}

/**
 * Groups checks by the claims they cite, for one fault of a target often breaks many checks: worst level and impact
 * first, then the largest groups.
 */
export function groupByClaims(run: RunRecord, checks: readonly CheckDigest[]): ClaimGroup[] {
  const groups = Map.groupBy(checks, (check) => JSON.stringify(broken(check)));
  return [...groups.values()]
    .map((members) => ({
      claims: (members[0] ? broken(members[0]) : []).map((id) => citedClaim(run, id)),
      checks: [...members].sort((a, b) => severity(a) - severity(b)),
    }))
    .sort((a, b) => worst(a) - worst(b) || b.checks.length - a.checks.length);
}

/** Small is bad: level before impact. */
export function severity({ level, impact }: Pick<CheckDigest, 'level' | 'impact'>): number {
  return LEVELS.indexOf(level) * IMPACTS.length + IMPACTS.indexOf(impact);
}

function worst({ checks }: ClaimGroup): number {
  return Math.min(...checks.map(severity));
}
