import type { Dialect } from '../dialects/core/dialect.ts';
import type { Check } from '../harness/check/check.ts';
import { openTrial } from './trial.ts';

/** How the checks come out on the server without a fault. */
export interface Baseline {
  /** Checks that did not pass, with the reason. */
  readonly failing: readonly string[];
  /** How long each check took, ms, by id. */
  readonly costs: ReadonlyMap<string, number>;
}

/** Runs every check once on a server without a fault. */
export async function runBaseline(
  dialect: Dialect,
  profile: string,
  checks: readonly Check[],
): Promise<Baseline> {
  const trial = await openTrial(dialect, profile, undefined);
  try {
    const records = await trial.run(checks);
    return {
      failing: records
        .filter(({ outcome }) => outcome !== 'pass')
        .map(({ id, outcome, reason }) => `${id}: ${outcome}${reason ? `, ${reason.message}` : ''}`),
      costs: new Map(records.map(({ id, durationMs }) => [id, durationMs])),
    };
  } finally {
    await trial.close();
  }
}
