import type { Dialect } from '../dialects/core/dialect.ts';
import type { Check } from '../harness/check/check.ts';
import { plan } from '../harness/runner/plan.ts';
import type { ClaimedFault } from '../reference-server/faults/fault.ts';
import { faultCatalogues } from '../reference-server/index.ts';
import { loadChecks } from '../suites/load-checks.ts';

/** The checks of a profile. */
export async function checksOf(dialect: Dialect, profile: string): Promise<Check[]> {
  return plan(await loadChecks(dialect), { profile });
}

/**
 * The faults by the profile they are proved under: the last one that has any of the claims they violate, since what is
 * newer mostly adds to what is older.
 */
export function byProfile(
  dialect: Dialect,
  faults: readonly ClaimedFault[],
): ReadonlyMap<string, readonly ClaimedFault[]> {
  return Map.groupBy(faults, ({ claims }) => {
    const violated = dialect.claims.filter(({ id }) => claims.includes(id));
    const having = dialect.profiles.filter((profile) =>
      violated.some((claim) => dialect.claimProfiles(claim).includes(profile)),
    );
    return having.at(-1) ?? dialect.defaultProfile;
  });
}

/** The faults of a dialect; none where it has no catalogue. */
export function faultsOf(dialect: Dialect): readonly ClaimedFault[] {
  return faultCatalogues[dialect.name] ?? [];
}
