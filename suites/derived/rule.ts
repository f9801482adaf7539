import { claimById, type Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';

/** A generated check, together with what its requests are judged by, so that the expectations themselves can be tested. */
export type DerivedDraft = CheckDraft & {
  readonly run: (t: CheckContext) => Promise<void>;
  readonly expects: readonly Expectation[];
};

/** Generates the checks of one rule for one operation out of the catalogue alone; none where the rule says nothing. */
export type Rule = (dialect: Dialect, operation: Operation) => DerivedDraft[];

/**
 * Claims a rule tests on an operation: those of the operation, then those of every operation (`*`), each once. Claims of
 * documents that do not contain the operation are left out. An empty list of the operation's own takes the operation out
 * of the rule: there the documentation does not say what the rule asks.
 * @param ruleId key of `Dialect.derivedClaims`, e.g. `xml/malformed`
 */
export function claimsOf(dialect: Dialect, ruleId: string, operation: Operation): string[] {
  const byOperation = dialect.derivedClaims[ruleId] ?? {};
  const own = byOperation[operation.id];
  if (own?.length === 0) return [];
  const all = [...new Set([...(own ?? []), ...(byOperation['*'] ?? [])])];
  return all.filter((id) => {
    const claim = claimById(dialect, id);
    // An unknown id is a mistake that building the check reports; it must not vanish here.
    return !claim || dialect.claimProfiles(claim).some((profile) => operation.profiles.includes(profile));
  });
}
