import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import { appendLedger } from '../../harness/session/ledger.ts';
import { LedgerError, type LedgerReading, readLedger } from '../../harness/session/read-ledger.ts';
import { openSession } from '../../harness/session/session.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';
import { preflight } from '../run/preflight.ts';
import { type ChosenTarget, type TargetFlags, targetFlags, targetFrom } from '../run/target-flags.ts';

interface CleanFlags extends TargetFlags {
  readonly out: string;
  readonly dryRun?: boolean;
}

/** `bucketproof clean`: removes what a run that was killed left on its target, by the run's ledger. */
export function addCleanCommand(program: Command): void {
  const command = program
    .command('clean [ledger...]')
    .description('remove what a killed run left on its target; only what its ledger names')
    .option('--out <folder>', 'where to look for ledgers when none is named', OUTPUT_FOLDER)
    .option('--dry-run', 'say what would be removed');
  targetFlags(command).action(async (ledgers: string[], flags: CleanFlags) => {
    process.exitCode = await clean(ledgers, flags);
  });
}

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

async function clean(named: readonly string[], flags: CleanFlags): Promise<number> {
  const files = named.length > 0 ? named : ledgersIn(flags.out);
  const readings = files.map((file) => ({ file, reading: read(file) }));
  const dirty = readings.filter(({ reading }) => reading.buckets.length > 0);
  if (dirty.length === 0) {
    print(`${files.length} ledgers read; nothing is left to remove`);
    return EXIT.ok;
  }
  let left = 0;
  for (const { file, reading } of dirty) {
    if (flags.dryRun) {
      for (const bucket of reading.buckets) print(`would remove bucket ${bucket} and all in it (${file})`);
      continue;
    }
    left += await cleanOne(file, reading, flags);
  }
  return left === 0 ? EXIT.ok : EXIT.incomplete;
}

function ledgersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ledger'))
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

async function cleanOne(file: string, { head, buckets }: LedgerReading, flags: CleanFlags): Promise<number> {
  const { dialect, target } = targetOf(file, head.profileFile, head.endpoint, flags);
  if (target.endpoint !== head.endpoint) {
    throw new CliError(
      EXIT.usage,
      `${file} is of a run against ${head.endpoint}, not ${target.endpoint}`,
      'name the profile or endpoint of that run',
    );
  }
  const { clockSkewMs } = await preflight(dialect, target);
  const session = openSession({
    dialect,
    target,
    role: 'target',
    seed: 0,
    runId: head.stem.replace(/^bp-/, ''),
    ledger: appendLedger(file),
    clockSkewMs,
  });
  const { redact } = exchangeRecorder(dialect, [target]);
  let left = 0;
  try {
    for (const bucket of buckets) {
      const problem = await removeBucket(session, bucket);
      print(problem === undefined ? `removed bucket ${bucket}` : redact(`left: ${problem}`));
      if (problem === undefined) session.ledger.note('removed', { kind: 'bucket', bucket, identity: 'main' });
      else left++;
    }
  } finally {
    await session.close();
  }
  return left;
}

function targetOf(
  file: string,
  profileFile: string | undefined,
  endpoint: string,
  flags: CleanFlags,
): ChosenTarget & { target: NonNullable<ChosenTarget['target']> } {
  const named = flags.target !== undefined || flags.endpoint !== undefined;
  const profile = profileFile === undefined ? { endpoint } : { target: profileFile };
  const chosen = targetFrom(named ? flags : { ...flags, ...profile }, process.env);
  const { target } = chosen;
  if (!target) throw new CliError(EXIT.usage, `${file} names no target`, 'give --target or --endpoint');
  return { ...chosen, target };
}
