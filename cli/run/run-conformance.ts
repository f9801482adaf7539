import { createHash, randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Selection } from '../../harness/runner/plan.ts';
import type { CorpusChoice } from '../../harness/runner/run-config.ts';
import type { ShardChoice } from '../../harness/runner/shard.ts';
import { type Progress, startRun } from '../../harness/runner/start-run.ts';
import type { Target } from '../../harness/target/target.ts';
import type { Baseline } from '../../reports/index.ts';
import { codeRoot, modulePath, version } from '../package-root.ts';
import { allureReporter } from './allure-reporter.ts';
import { type Embedded, embeddedIdentities, startEmbedded } from './embedded.ts';

/** What a run is asked to do. */
export interface RunRequest {
  readonly dialect: Dialect;
  /** Undefined runs against an embedded reference. */
  readonly target: Target | undefined;
  readonly profileFile: string | undefined;
  readonly selection: Selection;
  /** Regression cases besides those that go with the catalogue. */
  readonly corpus?: CorpusChoice | undefined;
  /** False judges by the documentation alone, without the comparison. */
  readonly withReference: boolean;
  /** How often each check is executed. */
  readonly repeat?: number | undefined;
  /** 32-bit number that names and bodies follow from; drawn when absent. */
  readonly seed: number | undefined;
  readonly outputFolder: string;
  /** Folder for Allure results; none are written when absent. */
  readonly allureFolder?: string | undefined;
  /** Decides the states of Allure's tests; records do not depend on it. */
  readonly baseline?: Baseline | undefined;
  readonly command: string;
  readonly clockSkewMs: number;
  readonly probedFeatures: Readonly<Record<string, boolean>>;
  readonly concurrency: number | undefined;
  /** Told where the artefacts will be, before the first request. */
  readonly onStart?: (files: RunFiles) => void;
  readonly onCheck: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Where a run leaves its artefacts. */
export interface RunFiles {
  readonly recordFile: string;
  /** Undefined for the embedded reference, which vanishes with the run. */
  readonly ledgerFile: string | undefined;
}

/** What a run left behind. */
export interface RunResult extends RunFiles {
  readonly seed: number;
  /** Errors of our own runner; any makes the run one that proves nothing. */
  readonly runnerErrors: readonly string[];
}

/** Checks at the same time when neither the profile nor a flag says so. */
export const DEFAULT_CONCURRENCY = 16;

/** Runs the checks on the target, or on an embedded reference, and compares with a second reference. */
export async function runConformance(request: RunRequest): Promise<RunResult> {
  const { dialect, selection } = request;
  const seed = request.seed ?? randomInt(2 ** 32);
  const { shard } = selection;
  const runId = runIdOf(seed, shard);
  const started: Embedded[] = [];
  try {
    const concurrency = request.concurrency ?? request.target?.concurrency ?? DEFAULT_CONCURRENCY;
    const identities = request.target?.identities ?? embeddedIdentities(dialect);
    const embed = async (addressing?: Target['addressing']): Promise<Embedded> => {
      const embedded = await startEmbedded(dialect, {
        profile: selection.profile,
        identities,
        addressing,
        concurrency,
      });
      started.push(embedded);
      return embedded;
    };
    const target: Target = { ...(request.target ?? (await embed()).target), concurrency };
    const reference = request.withReference ? (await embed(target.addressing)).target : undefined;
    const stamp = new Date().toISOString().replace(/[:.]/g, '-');
    const part = shard ? `-shard-${shard.index}-of-${shard.count}` : '';
    const recordFile = join(request.outputFolder, `${dialect.name}-${stamp}${part}.ndjson`);
    const ledgerFile = request.target
      ? join(request.outputFolder, `${dialect.name}-${stamp}${part}.ledger`)
      : undefined;
    const about = {
      target: target.name,
      endpoint: target.endpoint,
      dialect: dialect.name,
      seed: String(seed),
    };
    const reporters =
      request.allureFolder === undefined ? [] : [await allureReporter(request.allureFolder, about)];
    request.onStart?.({ recordFile, ledgerFile });
    const { runnerErrors } = await startRun(
      {
        target,
        reference,
        selection,
        seed,
        repeat: request.repeat,
        baseline: request.baseline,
        corpus: request.corpus,
        allure: request.allureFolder !== undefined,
        runId,
        recordFile,
        ledgerFile,
        profileFile: request.profileFile === undefined ? undefined : resolve(request.profileFile),
        clockSkewMs: request.clockSkewMs,
        facts: {
          tool: { name: 'bucketproof', version },
          command: request.seed === undefined ? `${request.command} --seed ${seed}` : request.command,
          startedAt: new Date().toISOString(),
          embedded: request.target === undefined,
          probedFeatures: request.probedFeatures,
        },
      },
      {
        entry: modulePath('suites/conformance.entry'),
        root: codeRoot,
        onCheck: request.onCheck,
        reporters,
        ...(request.signal ? { signal: request.signal } : {}),
      },
    );
    return { recordFile, ledgerFile, seed, runnerErrors };
  } finally {
    await Promise.all(started.map(({ server }) => server.close()));
  }
}

/**
 * What the names of a run's buckets have in them. Shards share the seed, so that bodies are the same however a run is
 * split, but not the names: they may run against one target at the same time.
 */
function runIdOf(seed: number, shard: ShardChoice | undefined): string {
  if (!shard) return seed.toString(36).padStart(7, '0');
  const digest = createHash('sha256').update(`${seed} ${shard.index}/${shard.count}`).digest();
  return digest.readUInt32BE(0).toString(36).padStart(7, '0');
}
