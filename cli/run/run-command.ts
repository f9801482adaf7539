import type { Level } from '../../dialects/core/claim.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { featureHints } from './absent-features.ts';
import { commandLine } from './command-line.ts';
import { openInterrupts } from './interrupts.ts';
import { makeOutputFolder } from './output-folder.ts';
import { preflight } from './preflight.ts';
import { openProgress } from './progress.ts';
import { publish } from './publish.ts';
import { type RunResult, runConformance } from './run-conformance.ts';
import { selectChecks } from './select-checks.ts';
import { type TargetFlags, targetFrom } from './target-flags.ts';

export interface RunFlags extends TargetFlags {
  readonly only?: string[];
  readonly skip?: string[];
  readonly seed?: number;
  readonly out: string;
  readonly reference: boolean;
  readonly level: Level;
  readonly strict?: boolean;
}

/** Runs the checks that the flags ask for and publishes what came of them. @throws CliError */
export async function runCommand(flags: RunFlags): Promise<ExitCode> {
  const { dialect, target, profile, profileFile } = targetFrom(flags, process.env);
  const selection = { profile, only: flags.only, skip: flags.skip };
  const checks = await selectChecks(dialect, selection);
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
      withReference: flags.reference,
      seed: flags.seed,
      outputFolder: flags.out,
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
  const gate = { level: flags.level, failDivergent: flags.strict ?? false };
  const interrupted = interrupts.signal.aborted;
  const exitCode = await publish(result, gate, { interrupted });
  interrupts.close();
  for (const hint of hints.all()) process.stdout.write(`\n${hint}\n`);
  return interrupted ? EXIT.incomplete : exitCode;
}
