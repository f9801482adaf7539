import type { Dialect } from '../dialects/core/dialect.ts';
import type { Check } from '../harness/check/check.ts';
import { plan } from '../harness/runner/plan.ts';
import type { ClaimedFault } from '../reference-server/faults/fault.ts';
import { faultCatalogues } from '../reference-server/index.ts';
import { loadChecks } from '../suites/load-checks.ts';

/** The checks of the profile that has the most: the last one, which what is newer adds to. */
export async function checksOf(
  dialect: Dialect,
): Promise<{ readonly profile: string; readonly checks: Check[] }> {
  const profile = dialect.profiles.at(-1) ?? dialect.defaultProfile;
  return { profile, checks: plan(await loadChecks(dialect), { profile }) };
}

/** The faults of a dialect; none where it has no catalogue. */
export function faultsOf(dialect: Dialect): readonly ClaimedFault[] {
  return faultCatalogues[dialect.name] ?? [];
}
