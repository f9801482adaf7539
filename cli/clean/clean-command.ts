import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError, type LedgerReading, readLedger } from '../../harness/session/read-ledger.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT, type ExitCode, showCliError } from '../exit-code.ts';
import type { TargetFlags } from '../run/target-flags.ts';
import { cleanLedger } from './clean-ledger.ts';
import { isAlive } from './process-alive.ts';

export interface CleanFlags extends TargetFlags {
  readonly out: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

const print = (text: string): boolean => process.stdout.write(`${escapeTerminal(text)}\n`);

/** Cleans the ledgers that are named, or all of the folder. @returns ok when nothing is left */
export async function cleanCommand(named: readonly string[], flags: CleanFlags): Promise<ExitCode> {
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
