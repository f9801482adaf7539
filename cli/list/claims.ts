import type { Claim } from '../../dialects/core/claim.ts';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Check } from '../../harness/check/check.ts';
import { isRequired, uncoveredClaims } from '../../harness/runner/plan.ts';

/** A claim and what accounts for it. */
export interface ListedClaim {
  readonly claim: Claim;
  /** Ids of the checks that test it. */
  readonly checks: readonly string[];
  /** Why it cannot be tested. */
  readonly untested: string | undefined;
  /** True when neither a check nor a reason accounts for it. */
  readonly uncovered: boolean;
}

/** Every claim of a dialect, in the order of its catalogue. */
export function listedClaims(dialect: Dialect, checks: readonly Check[]): ListedClaim[] {
  const uncovered = new Set(uncoveredClaims(dialect, checks));
  const untested = new Map(dialect.untested.map(({ claim, reason }) => [claim, reason]));
  const testedBy = Map.groupBy(
    checks.flatMap((check) => check.claims.map((claim) => ({ claim, id: check.id }))),
    ({ claim }) => claim,
  );
  return dialect.claims.map((claim) => ({
    claim,
    checks: (testedBy.get(claim.id) ?? []).map(({ id }) => id),
    untested: untested.get(claim.id),
    uncovered: uncovered.has(claim),
  }));
}

/** How much of the documentation is accounted for, in two lines. */
export function claimTotals(dialect: Dialect, checks: readonly Check[]): string {
  const listed = listedClaims(dialect, checks);
  const required = listed.filter(({ claim }) => isRequired(claim));
  const must = required.filter(({ claim }) => claim.level === 'must');
  const missing = required.filter(({ uncovered }) => uncovered).length;
  const excused = must.filter(({ untested }) => untested !== undefined).length;
  const share = must.length === 0 ? 0 : (excused / must.length) * 100;
  return (
    `${required.length} must and should claims of the base document: ${missing} without a check or a reason, ` +
    `${required.filter(({ untested }) => untested !== undefined).length} untested with a reason ` +
    `(${excused} of ${must.length} must, ${share.toFixed(1)} %)\n` +
    `${listed.length - required.length} further claims: may, or from other documents`
  );
}
