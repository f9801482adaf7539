import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedIdentities, startEmbedded } from '../cli/run/embedded.ts';
import type { Dialect } from '../dialects/core/dialect.ts';
import type { Check } from '../harness/check/check.ts';
import { exchangeRecorder } from '../harness/runner/exchange-record.ts';
import { type Bench, execute } from '../harness/runner/execute.ts';
import { openLeases } from '../harness/session/leases.ts';
import { countingLedger } from '../harness/session/ledger.ts';
import { openSession } from '../harness/session/session.ts';
import type { ClaimedFault } from '../reference-server/faults/fault.ts';
import type { CheckRecord } from '../reports/record.ts';

/** Seed of all trials: fixed, so that what a check finds, it finds again. */
const SEED = 20180501;
const RUN_ID = 'proof';
/** Checks at the same time on one server. */
const CONCURRENCY = 16;
/** A server with a fault may leave a request without an answer; nobody waits long for it. Milliseconds. */
const TIMEOUTS = { responseMs: 4000, bodyIdleMs: 4000, deadlineMs: 10_000 };
/** How long a check may take altogether before it is given up, ms: the longest one makes 10,000 parts. */
const CHECK_MS = 120_000;

/** A reference server with or without a fault, and checks run on it. */
export interface Trial {
  /** Runs checks, many at a time. @returns their records, in the order of the checks */
  readonly run: (checks: readonly Check[]) => Promise<CheckRecord[]>;
  readonly close: () => Promise<void>;
}

/** Starts a server of its own. Everything is in this process; nothing is compared with a second server. */
export async function openTrial(
  dialect: Dialect,
  profile: string,
  fault: ClaimedFault | undefined,
): Promise<Trial> {
  const embedded = await startEmbedded(dialect, {
    profile,
    identities: embeddedIdentities(dialect),
    concurrency: CONCURRENCY,
    fault,
  });
  const target = { ...embedded.target, timeouts: TIMEOUTS };
  const session = openSession({
    dialect,
    target,
    role: 'target',
    seed: SEED,
    runId: RUN_ID,
    ledger: countingLedger(),
    clockSkewMs: 0,
  });
  const seat = { session, leases: openLeases(session), record: exchangeRecorder(dialect, [target]) };
  const bench: Bench = { dialect, target: seat, reference: undefined };
  return {
    run: (checks) => inTurns(checks, CONCURRENCY, (check) => withinTime(bench, check)),
    close: async () => {
      await session.close();
      await embedded.server.close();
    },
  };
}

async function withinTime(bench: Bench, check: Check): Promise<CheckRecord> {
  const given = new AbortController();
  const late = sleep(CHECK_MS, undefined, { signal: given.signal }).then(() => {
    throw new Error(`${check.id} does not end`);
  });
  try {
    return await Promise.race([execute(bench, check), late]);
  } finally {
    given.abort();
    late.catch(() => undefined);
  }
}

/** Results of `action` for all items, in their order, at most `places` at a time. */
async function inTurns<T, R>(
  items: readonly T[],
  places: number,
  action: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [at, item] of queue) results[at] = await action(item);
  };
  await Promise.all(Array.from({ length: Math.min(places, items.length) }, work));
  return results;
}
