import type { Dialect } from '../../dialects/core/dialect.ts';
import { patient } from '../../fuzzer/world/patient.ts';
import { type Side, sideOf } from '../../fuzzer/world/side.ts';
import { type ExchangeRecorder, exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import { accountsOf, countingLedger, type Ledger, openLedger } from '../../harness/session/ledger.ts';
import { runNames } from '../../harness/session/names.ts';
import { parallel } from '../../harness/session/parallel.ts';
import { openSession, type Session } from '../../harness/session/session.ts';
import type { Target } from '../../harness/target/target.ts';
import type { StartOptions } from '../../reference-server/index.ts';
import { type Embedded, embeddedIdentities, startEmbedded } from '../run/embedded.ts';

/** What the servers of a campaign are set up with. */
export interface FuzzBenchSettings {
  readonly dialect: Dialect;
  readonly profile: string;
  /** Undefined fuzzes an embedded reference. */
  readonly target: Target | undefined;
  readonly withReference: boolean;
  readonly seed: number;
  /** Where buckets of the target are noted; undefined for the embedded reference, which vanishes with the campaign. */
  readonly ledgerFile: string | undefined;
  readonly profileFile: string | undefined;
  readonly clockSkewMs: number;
  readonly perSecond?: number | undefined;
  /** A deviation the embedded target is to have. */
  readonly fault?: StartOptions['fault'];
}

/** Both servers, ready to be sent cases. */
export interface FuzzBench {
  readonly target: Side;
  readonly reference: Side | undefined;
  readonly record: ExchangeRecorder;
  readonly runId: string;
  /** Removes what was made, and closes everything. @returns sentences about what is left on the target */
  readonly close: () => Promise<string[]>;
}

/**
 * Nobody waits long for a server that may have been made to hang, nor reads on and on: milliseconds and bytes. Every
 * answer of a campaign is small.
 */
const PATIENCE = { responseMs: 5_000, bodyIdleMs: 5_000, deadlineMs: 15_000, bodyBytes: 8 * 1024 * 1024 };
const CONCURRENCY = 16;

/** Starts what has to be started and opens sessions. No request is sent to the target yet. */
export async function openFuzzBench(settings: FuzzBenchSettings): Promise<FuzzBench> {
  const { dialect, profile, seed } = settings;
  const started: Embedded[] = [];
  const embed = async (like: Target | undefined, fault?: StartOptions['fault']): Promise<Target> => {
    const embedded = await startEmbedded(dialect, {
      profile,
      identities: like?.identities ?? embeddedIdentities(dialect),
      addressing: like?.addressing,
      concurrency: CONCURRENCY,
      fault,
    });
    started.push(embedded);
    return embedded.target;
  };
  const chosen = settings.target ?? (await embed(undefined, settings.fault));
  const target: Target = {
    ...chosen,
    perSecond: settings.perSecond ?? chosen.perSecond,
    timeouts: { ...PATIENCE, ...chosen.timeouts },
  };
  const reference = settings.withReference
    ? { ...(await embed(settings.target)), timeouts: PATIENCE }
    : undefined;
  const runId = `f${seed.toString(36).padStart(7, '0')}`;
  const sessions: Session[] = [];
  const secrets = (): readonly string[] => sessions.flatMap((session) => session.secrets());
  const record = exchangeRecorder(dialect, reference ? [target, reference] : [target], secrets);
  const ledger = (): Ledger =>
    settings.ledgerFile === undefined
      ? countingLedger()
      : openLedger(
          settings.ledgerFile,
          {
            dialect: dialect.name,
            endpoint: target.endpoint,
            addressing: target.addressing,
            accounts: accountsOf(target),
            targetName: target.name,
            profileFile: settings.profileFile,
            stem: runNames(dialect, runId).stem,
            startedAt: new Date().toISOString(),
          },
          record.redact,
        );
  const open = (of: Target, role: Session['role']): Side => {
    const isTarget = role === 'target';
    const session = openSession({
      dialect,
      target: of,
      role,
      seed,
      runId,
      ledger: isTarget ? ledger() : countingLedger(),
      clockSkewMs: isTarget ? settings.clockSkewMs : 0,
    });
    sessions.push(session);
    return sideOf(patient(session));
  };
  const ours = open(target, 'target');
  const theirs = reference && open(reference, 'reference');
  return {
    target: ours,
    reference: theirs,
    record,
    runId,
    close: async () => {
      const left = settings.target ? await removeAll(ours.session) : [];
      await Promise.all(sessions.map((session) => session.close()));
      await Promise.all(started.map(({ server }) => server.close()));
      return left.map(record.redact);
    },
  };
}

async function removeAll(session: Session): Promise<string[]> {
  const left: string[] = [];
  await parallel(session.ledger.live(), async ({ bucket }) => {
    const problem = await removeBucket(session, bucket);
    if (problem !== undefined) left.push(problem);
  });
  return left;
}
