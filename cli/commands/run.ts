import type { Command } from 'commander';
import type { Level } from '../../dialects/core/claim.ts';
import { writeAtomically } from '../../reports/atomic-file.ts';
import { consoleSummary } from '../../reports/console.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { writeHtmlReport } from '../../reports/html/write-html-report.ts';
import { markdownSummary } from '../../reports/markdown.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { positiveInteger, seedNumber } from '../numbers.ts';
import { commandLine } from '../run/command-line.ts';
import { preflight } from '../run/preflight.ts';
import { openProgress } from '../run/progress.ts';
import { runConformance } from '../run/run-conformance.ts';
import { type TargetFlags, targetFlags, targetFrom } from '../run/target-flags.ts';

interface RunFlags extends TargetFlags {
  readonly only?: string[];
  readonly skip?: string[];
  readonly seed?: number;
  readonly out: string;
  readonly reference: boolean;
  readonly level: Level;
  readonly strict?: boolean;
  readonly concurrency?: number;
}

/** `bucketproof run`: the checks of a dialect against a target, or against the bundled reference. */
export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('run the conformance checks against an endpoint, or against the bundled reference server')
    .option('--only <glob...>', 'only checks whose id matches, e.g. "tencent-cos/get-object/*"')
    .option('--skip <glob...>', 'leave out checks whose id matches')
    .option('--seed <number>', 'repeat the names and bodies of an earlier run', seedNumber)
    .option('--out <folder>', 'where records and reports go', 'bucketproof-out')
    .option('--no-reference', 'judge by the documentation alone, without comparing with the reference server')
    .option(
      '--level <level>',
      'weakest level of a claim whose violation fails the run: must, should or may',
      'must',
    )
    .option('--strict', 'also fail on differences from the reference that violate no claim')
    .option('--concurrency <n>', 'checks that run at the same time', positiveInteger);
  targetFlags(command).action(async (flags: RunFlags) => {
    process.exitCode = await run(flags);
  });
}

async function run(flags: RunFlags): Promise<number> {
  if (!['must', 'should', 'may'].includes(flags.level)) {
    throw new CliError(EXIT.usage, `--level ${flags.level} is none of must, should, may`);
  }
  const { dialect, target, profile, profileFile } = targetFrom(flags, process.env);
  const ready = target && (await preflight(dialect, target));
  for (const warning of ready?.warnings ?? []) process.stderr.write(`warning: ${escapeTerminal(warning)}\n`);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const progress = openProgress(process.stdout);
  const result = await runConformance({
    dialect,
    target,
    profileFile,
    selection: { profile, only: flags.only, skip: flags.skip },
    withReference: flags.reference,
    seed: flags.seed,
    outputFolder: flags.out,
    command: commandLine(process.argv),
    clockSkewMs: ready?.clockSkewMs ?? 0,
    probedFeatures: {},
    concurrency: flags.concurrency,
    onCheck: progress.update,
    signal: stop.signal,
  });
  progress.close();
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
  if (result.runnerErrors.length > 0) {
    throw new CliError(EXIT.internal, `the runner failed: ${result.runnerErrors.slice(0, 3).join('; ')}`);
  }
  const base = result.recordFile.replace(/\.ndjson$/, '');
  const gate = { level: flags.level, failDivergent: flags.strict ?? false };
  const { summary, verdict } = await writeHtmlReport(result.recordFile, `${base}.html`, { verdict: gate });
  await writeAtomically(`${base}.md`, [markdownSummary(summary, verdict)]);
  const files = [
    { what: 'report', path: `${base}.html` },
    { what: 'summary', path: `${base}.md` },
    { what: 'records', path: result.recordFile },
  ];
  process.stdout.write(
    consoleSummary(summary, verdict, {
      files,
      width: process.stdout.columns ?? 100,
      colour: process.stdout.isTTY,
    }),
  );
  return verdict.exitCode;
}
