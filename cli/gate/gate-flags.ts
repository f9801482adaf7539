import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import {
  type Baseline,
  indexRun,
  type Level,
  parseBaseline,
  type SummariseOptions,
  type VerdictOptions,
} from '../../reports/index.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { withRecords } from './record-file.ts';

/** Flags that say what a run is held against, and how strictly. */
export interface GateFlags {
  readonly baseline?: string;
  readonly against?: string;
  readonly level: Level;
  readonly strict?: boolean;
  readonly allowInconclusive?: boolean;
}

/** Adds the flags that say what a run is held against, and how strictly. */
export function gateFlags(command: Command): Command {
  return command
    .option('--baseline <file.yaml>', 'what is known to be wrong; see bucketproof baseline')
    .option('--against <records>', 'an earlier run: show the difference, and fail when checks have vanished')
    .addOption(levelOption())
    .option('--strict', 'differences from the reference fail the gate too')
    .option('--allow-inconclusive', 'checks that could not be judged do not fail the gate');
}

/** The flag that says which claims decide. */
export function levelOption(): Option {
  return new Option('--level <level>', 'weakest claim whose violation fails the gate')
    .choices(['must', 'should', 'may'])
    .default('must');
}

/** How strict the flags ask the gate to be. */
export function strictnessOf({ level, strict, allowInconclusive }: GateFlags): VerdictOptions {
  return { level, failDivergent: strict ?? false, allowInconclusive: allowInconclusive ?? false };
}

/**
 * What the flags hold a run against, read.
 * @param now milliseconds since 1970: the day on which entries of a baseline expire or not
 * @throws CliError usage, with file and line
 */
export async function heldAgainst(
  flags: Pick<GateFlags, 'baseline' | 'against'>,
  now: number,
): Promise<SummariseOptions> {
  const { baseline, against } = flags;
  return {
    ...(baseline === undefined
      ? {}
      : { expectations: { baseline: await readBaseline(baseline), today: dayOf(now) } }),
    ...(against === undefined ? {} : { earlier: await withRecords(() => indexRun(against)) }),
  };
}

/** The day in UTC, `2026-01-31`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** A baseline file. @throws CliError usage, with file and line */
export function readBaseline(file: string): Promise<Baseline> {
  return withRecords(async () => parseBaseline(file, await readFile(file, 'utf8')));
}

/** @throws CliError usage, when a baseline is one for another API */
export function assertSameDialect({ expectations }: SummariseOptions, dialect: string): void {
  const { file, dialect: expected } = expectations?.baseline ?? {};
  if (expected === undefined || expected === dialect) return;
  throw new CliError(EXIT.usage, `${file} is a baseline of ${expected}, the run is of ${dialect}`);
}
