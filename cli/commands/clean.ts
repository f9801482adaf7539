import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { LedgerError, type LedgerReading, readLedger } from '../../harness/session/read-ledger.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT, type ExitCode, showCliError } from '../exit-code.ts';
import { cleanLedger } from '../run/clean-ledger.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';
import { isAlive } from '../run/process-alive.ts';
import { type TargetFlags, targetFlags } from '../run/target-flags.ts';

interface CleanFlags extends TargetFlags {
  readonly out: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

const EXAMPLES = `
Examples:
  bucketproof clean --dry-run                     what is left of the runs in ./${OUTPUT_FOLDER}
  bucketproof clean                               remove it
  bucketproof clean out/run.ledger --target staging.yaml

A run writes down every bucket before it asks for it. clean removes those buckets, with what is in
them, from the endpoint of that run, as the identity that made them. It touches nothing else.
`;

/** `bucketproof clean`: removes what a run that was killed left on its target, by the run's ledger. */
export function addCleanCommand(program: Command): void {
  const command = program
    .command('clean [ledger...]')
    .description('remove what a killed run left on its target, and nothing else')
    .option('--out <folder>', 'where to look for ledgers when none is named', OUTPUT_FOLDER)
    .option('--dry-run', 'say what would be removed, and send nothing')
    .option('--force', 'also when the process of the run seems to be going on')
    .addHelpText('after', EXAMPLES);
  targetFlags(command).action(async (ledgers: string[], flags: CleanFlags) => {
    process.exitCode = await clean(ledgers, flags);
  });
}

const print = (text: string): boolean => process.stdout.write(`${escapeTerminal(text)}\n`);

async function clean(named: readonly string[], flags: CleanFlags): Promise<ExitCode> {
  const files = named.length > 0 ? named : ledgersIn(flags.out);
  let dirty = 0;
  let worst: ExitCode = EXIT.ok;
  for (const file of files) {
    try {
      const reading = read(file);
      if (reading.buckets.length === 0) continue;
      dirty++;
      if (!(await cleanOne(file, reading, flags))) worst = EXIT.incomplete;
    } catch (error) {
      // One ledger that cannot be used says nothing about the others.
      if (!(error instanceof CliError)) throw error;
      showCliError(error);
      worst = error.exitCode;
    }
  }
  if (dirty === 0 && worst === EXIT.ok) {
    print(`${files.length === 1 ? '1 ledger' : `${files.length} ledgers`} read: nothing is left to remove`);
  }
  return worst;
}

function ledgersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ledger'))
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    throw new CliError(
      EXIT.usage,
      `there is no folder ${folder}`,
      'name the ledger, or its folder with --out',
    );
  }
}

function read(file: string): LedgerReading {
  try {
    return readLedger(file);
  } catch (error) {
    if (error instanceof LedgerError) throw new CliError(EXIT.usage, error.message);
    throw error;
  }
}

/** True when everything the ledger names is gone, or nothing was to be removed. */
async function cleanOne(file: string, { head, buckets }: LedgerReading, flags: CleanFlags): Promise<boolean> {
  if (!head) return true;
  print(`${file}: run against ${head.targetName} (${head.endpoint}), started ${head.startedAt}`);
  if (!flags.force && isAlive(head.process)) {
    throw new CliError(
      EXIT.incomplete,
      `${file}: the run seems to be going on, as process ${head.process.id}`,
      'stop it with Ctrl-C: it then cleans up itself; or use --force',
    );
  }
  if (flags.dryRun) {
    for (const { bucket, created } of buckets) {
      print(`  would remove ${bucket} and all in it${created ? '' : ', if it is there'}`);
    }
    return true;
  }
  let left = 0;
  for await (const { bucket, problem } of cleanLedger(file, head, buckets, flags)) {
    print(problem === undefined ? `  gone  ${bucket}` : `  left  ${problem}`);
    if (problem !== undefined) left++;
  }
  return left === 0;
}
