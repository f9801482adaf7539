import type { Dialect } from '../dialects/core/dialect.ts';
import type { Check } from '../harness/check/check.ts';
import type { ClaimedFault } from '../reference-server/faults/fault.ts';
import type { Row } from './matrix.ts';
import { openTrial, type Trial } from './trial.ts';

/** How many checks are run before it is looked whether one has failed; what follows is larger each time. */
const FIRST_BATCH = 8;
const GROWTH = 3;

/** What proving a fault needs. */
export interface Proving {
  readonly dialect: Dialect;
  readonly profile: string;
  /** Every check that runs under the profile and passes without a fault. */
  readonly checks: readonly Check[];
  /** How long each check took without a fault, ms, by id: cheap ones are tried first. */
  readonly costs: ReadonlyMap<string, number>;
  /** Whether to look for checks that notice a survivor without citing its claims. */
  readonly lookFurther: boolean;
  /** Whether to run every citing check, not only until one fails. */
  readonly exhaustive: boolean;
}

/** Runs the checks that cite a fault's claims until one fails; where none does, all the others. */
export async function proveFault(fault: ClaimedFault, proving: Proving): Promise<Row> {
  const started = performance.now();
  const cost = ({ id }: Check): number => proving.costs.get(id) ?? 0;
  const cheapest = proving.checks.toSorted((a, b) => cost(a) - cost(b));
  const cites = ({ claims }: Check): boolean => claims.some((claim) => fault.claims.includes(claim));
  const citing = cheapest.filter(cites);
  const trial = await openTrial(proving.dialect, proving.profile, fault);
  try {
    const caughtBy = await failing(trial, citing, proving.exhaustive);
    const further = caughtBy.length === 0 && proving.lookFurther;
    const others = further ? cheapest.filter((check) => !cites(check)) : [];
    return {
      fault: fault.id,
      area: fault.area,
      profile: proving.profile,
      says: fault.says,
      claims: fault.claims,
      caughtBy,
      citing: citing.length,
      otherwiseCaughtBy: await failing(trial, others, true),
      durationMs: Math.round(performance.now() - started),
    };
  } finally {
    await trial.close();
  }
}

async function failing(trial: Trial, checks: readonly Check[], exhaustive: boolean): Promise<string[]> {
  const found: string[] = [];
  let size = FIRST_BATCH;
  for (let at = 0; at < checks.length && (exhaustive || found.length === 0); ) {
    const records = await trial.run(checks.slice(at, at + size));
    found.push(...records.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id));
    at += size;
    size *= GROWTH;
  }
  return found;
}
