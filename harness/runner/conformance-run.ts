import type { Level } from '../../dialects/core/claim.ts';
import { claimById, type Dialect } from '../../dialects/core/dialect.ts';
import { openRecordWriter } from '../../reports/ndjson.ts';
import type { CheckRecord, EndRecord, Outcome, RunRecord } from '../../reports/record.ts';
import type { Check } from '../check/check.ts';
import { openLeases } from '../session/leases.ts';
import { accountsOf, countingLedger, type LedgerAbout, openLedger } from '../session/ledger.ts';
import { runNames } from '../session/names.ts';
import { openSession } from '../session/session.ts';
import type { Target } from '../target/target.ts';
import { exchangeRecorder } from './exchange-record.ts';
import type { Bench, Seat } from './execute.ts';
import { catalogueDigest, plan } from './plan.ts';
import { executeRepeatedly } from './repeat.ts';
import type { RunConfig } from './run-config.ts';
import { onStop } from './stop-channel.ts';

/** A run under way in one worker. */
export interface ConformanceRun {
  /** The checks that will run, in the order of their ids. */
  readonly checks: readonly Check[];
  /** True when the run was told to stop: no further check is to be executed. */
  readonly stopped: () => boolean;
  /** Runs one check and writes its record. */
  readonly execute: (check: Check) => Promise<CheckRecord>;
  /** Removes what the run created, writes the `end` record and closes everything. */
  readonly finish: () => Promise<EndRecord>;
}

/** Opens sessions, plans the checks and writes the `run` record. No request is sent yet. */
export function openConformanceRun(
  dialect: Dialect,
  all: readonly Check[],
  config: RunConfig,
): ConformanceRun {
  const started = performance.now();
  const utilisation = performance.eventLoopUtilization();
  const checks = plan(all, config.selection);
  const writer = openRecordWriter(config.recordFile);
  writer.write(runRecord(dialect, all, checks, config));
  const targetSeat = openSeat(dialect, config, config.target, 'target');
  const bench: Bench = {
    dialect,
    target: targetSeat,
    reference: config.reference && openSeat(dialect, config, config.reference, 'reference'),
  };
  const counts: Record<Outcome, number> = {
    pass: 0,
    fail: 0,
    divergent: 0,
    skipped: 0,
    inconclusive: 0,
    flaky: 0,
  };
  let referenceFailures = 0;
  let stopped = false;
  const stopListening = onStop(config, () => {
    stopped = true;
  });
  return {
    checks,
    stopped: () => stopped,
    execute: async (check) => {
      const record = await executeRepeatedly(bench, check, config.repeat ?? 1);
      counts[record.outcome]++;
      if (record.referenceFailed) referenceFailures++;
      writer.write(record);
      return record;
    },
    finish: async () => {
      stopListening();
      const left = await bench.target.leases.close();
      await bench.reference?.leases.close();
      const { requests, sentBytes, receivedBytes } = bench.target.session.stats();
      const { created, removed } = bench.target.session.ledger.counts();
      const durationMs = Math.round(performance.now() - started);
      const end: EndRecord = {
        kind: 'end',
        finishedAt: new Date().toISOString(),
        durationMs,
        counts,
        referenceFailures,
        requests,
        bytes: { sent: sentBytes, received: receivedBytes },
        resources: { created, removed, leftBehind: left.map(bench.target.record.redact) },
        // Whatever this worker does not spend computing it spends waiting for a server.
        waitingShare: 1 - performance.eventLoopUtilization(utilisation).utilization,
        ...abortion(bench.target, stopped),
      };
      writer.write(end);
      writer.close();
      await Promise.all([bench.target.session.close(), bench.reference?.session.close()]);
      return end;
    },
  };
}

/** Why the run ends before all its checks were judged. */
function abortion({ session, record }: Seat, stopped: boolean): Pick<EndRecord, 'aborted'> {
  const reason = session.breaker.reason();
  if (reason !== undefined) {
    return { aborted: { code: 'target-unreachable', message: record.redact(reason) } };
  }
  return stopped
    ? { aborted: { code: 'interrupted', message: 'by a signal, before all checks had run' } }
    : {};
}

function openSeat(dialect: Dialect, config: RunConfig, target: Target, role: 'target' | 'reference'): Seat {
  const { seed, runId, clockSkewMs, profileFile, facts } = config;
  const ledgerFile = role === 'target' ? config.ledgerFile : undefined;
  // The recorder is needed before the session is there: names in its ledger are redacted.
  const granted: (() => readonly string[])[] = [];
  const record = exchangeRecorder(dialect, [config.target, target], () => granted.flatMap((ask) => ask()));
  const about: LedgerAbout = {
    dialect: dialect.name,
    endpoint: target.endpoint,
    addressing: target.addressing,
    accounts: accountsOf(target),
    targetName: target.name,
    profileFile,
    stem: runNames(dialect, runId).stem,
    startedAt: facts.startedAt,
  };
  const ledger = ledgerFile === undefined ? countingLedger() : openLedger(ledgerFile, about, record.redact);
  const session = openSession({
    dialect,
    target,
    role,
    seed,
    runId,
    ledger,
    clockSkewMs: role === 'target' ? clockSkewMs : 0,
  });
  granted.push(session.secrets);
  return { session, leases: openLeases(session), record };
}

function runRecord(
  dialect: Dialect,
  all: readonly Check[],
  checks: readonly Check[],
  config: RunConfig,
): RunRecord {
  const { target, facts } = config;
  const count = (level: Level): number => checks.filter((check) => check.level === level).length;
  const claims = [...new Set(checks.flatMap((check) => check.claims))].flatMap((id) => {
    const claim = claimById(dialect, id);
    return claim ? [[id, { level: claim.level, source: claim.source, text: claim.text }] as const] : [];
  });
  return {
    kind: 'run',
    schema: 1,
    tool: facts.tool,
    catalogue: catalogueDigest(dialect, all),
    dialect: dialect.name,
    profile: config.selection.profile,
    target: {
      name: target.name,
      endpoint: target.endpoint,
      region: target.addressing.region,
      embedded: facts.embedded,
      ...(target.vendor === undefined ? {} : { vendor: target.vendor }),
      ...(target.product === undefined ? {} : { product: target.product }),
      ...(target.version === undefined ? {} : { version: target.version }),
    },
    features: { declared: target.features, probed: facts.probedFeatures },
    seed: config.seed,
    runId: config.runId,
    startedAt: facts.startedAt,
    command: facts.command,
    ...partOf(all, config),
    planned: { checks: checks.length, must: count('must'), should: count('should'), may: count('may') },
    clockSkewMs: config.clockSkewMs,
    claims: Object.fromEntries(claims),
  };
}

/** What makes a run less, or more, than all checks of its profile once. */
function partOf(
  all: readonly Check[],
  { selection, repeat = 1 }: RunConfig,
): Pick<RunRecord, 'selection' | 'shard' | 'repeat'> {
  const { only = [], skip = [], shard } = selection;
  return {
    ...(only.length + skip.length === 0 ? {} : { selection: { only, skip } }),
    ...(shard ? { shard: { ...shard, checks: plan(all, { ...selection, shard: undefined }).length } } : {}),
    ...(repeat > 1 ? { repeat } : {}),
  };
}
