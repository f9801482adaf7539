import { inShard, type ShardChoice } from '../../harness/runner/shard.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { assertSameDialect, type GateFlags, heldAgainst, strictnessOf } from '../gate/gate-flags.ts';
import { featureHints } from './absent-features.ts';
import { type CorpusFlags, corpusOf } from './catalogue.ts';
import { commandLine } from './command-line.ts';
import { openInterrupts } from './interrupts.ts';
import { makeOutputFolder } from './output-folder.ts';
import { preflight } from './preflight.ts';
import { openProgress } from './progress.ts';
import { publish } from './publish.ts';
import { type RunResult, runConformance } from './run-conformance.ts';
import { selectChecks } from './select-checks.ts';
import { type TargetFlags, targetFrom } from './target-flags.ts';

export interface RunFlags extends TargetFlags, GateFlags, CorpusFlags {
  readonly only?: string[];
  readonly skip?: string[];
  readonly seed?: number;
  readonly out: string;
  readonly reference: boolean;
  readonly shard?: ShardChoice;
  readonly repeat?: number;
  readonly allure?: string;
  /** False: the exit code says whether the run is complete, not what it came to. */
  readonly gate: boolean;
}

/** Runs the checks that the flags ask for and publishes what came of them. @throws CliError */
export async function runCommand(flags: RunFlags): Promise<ExitCode> {
  const { dialect, target, profile, profileFile } = targetFrom(flags, process.env);
  if (flags.shard && flags.seed === undefined) {
    const hint =
      'the seed decides names and bodies: give every shard the same, e.g. the number of the pipeline';
    throw new CliError(EXIT.usage, '--shard needs --seed', hint);
  }
  const against = await heldAgainst(flags, Date.now());
  assertSameDialect(against, dialect.name);
  const selection = { profile, only: flags.only, skip: flags.skip, shard: flags.shard };
  const corpus = corpusOf(flags);
  const all = await selectChecks(dialect, { ...selection, shard: undefined }, corpus);
  const checks = all.filter(({ id }) => inShard(id, flags.shard));
  makeOutputFolder(flags.out);
  const ready = target && (await preflight(dialect, target));
  for (const warning of ready?.warnings ?? []) process.stderr.write(`warning: ${escapeTerminal(warning)}\n`);

  let ledger: string | undefined;
  const interrupts = openInterrupts({
    first: 'Stopping: the checks under way finish, then what the run made is removed. Again: stop at once.',
    again: () =>
      ledger === undefined
        ? 'Stopped.'
        : `Stopped at once. What the run made may still be there; remove it with: bucketproof clean ${escapeTerminal(ledger)}`,
  });
  const progress = openProgress(process.stdout, checks.length);
  const hints = featureHints(checks);
  let result: RunResult;
  try {
    result = await runConformance({
      dialect,
      target,
      profileFile,
      selection,
      corpus,
      withReference: flags.reference,
      seed: flags.seed,
      repeat: flags.repeat,
      outputFolder: flags.out,
      allureFolder: flags.allure,
      baseline: against.expectations?.baseline,
      command: commandLine(process.argv),
      clockSkewMs: ready?.clockSkewMs ?? 0,
      probedFeatures: {},
      concurrency: flags.concurrency,
      onStart: ({ ledgerFile }) => {
        ledger = ledgerFile;
      },
      onCheck: (one) => {
        progress.update(one);
        hints.note(one);
      },
      signal: interrupts.signal,
    });
  } finally {
    progress.close();
  }
  if (result.runnerErrors.length > 0) {
    const clean =
      ledger === undefined ? undefined : `bucketproof clean ${ledger} removes what it may have left`;
    throw new CliError(
      EXIT.internal,
      `the runner failed: ${result.runnerErrors.slice(0, 3).join('; ')}`,
      clean,
    );
  }
  const interrupted = interrupts.signal.aborted;
  const strictness = strictnessOf(flags);
  const { summary, verdict } = await publish(result, strictness, { interrupted, heldAgainst: against });
  interrupts.close();
  for (const hint of hints.all()) process.stdout.write(`\n${hint}\n`);
  if (interrupted) return EXIT.incomplete;
  if (flags.gate) return verdict.exitCode;
  // Somebody else judges: what matters here is whether there is a whole run to judge.
  return summary.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}
