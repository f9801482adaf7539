import path from 'node:path';
import { MergeError, type MergeFault } from '../merge/merge-error.ts';
import { mergeRuns } from '../merge/merge-runs.ts';
import { openRecordWriter, readRecords } from '../ndjson.ts';
import type { CheckRecord, RunFileRecord, RunRecord } from '../record.ts';
import { endOf } from './sample-run.ts';
import { runWith, shortCheck, withRecordFile } from './summaries.ts';

const [RUN] = runWith([]);
if (RUN?.kind !== 'run') throw new Error('the sample starts with its run record');

/** The run record of what is sharded, as if it were not. */
export const shardedRun: RunRecord = RUN;

/** Its checks; one of them fails. */
export const shardedChecks: readonly CheckRecord[] = ['a', 'b', 'c', 'd', 'e'].map((id) =>
  shortCheck(id, id === 'c' ? 'fail' : 'pass'),
);

/** Takes a run record, some of its checks, which shard of how many they are and how many checks there are in all. Returns the shard's records. */
export function shardOf(
  run: RunRecord,
  checks: readonly CheckRecord[],
  index: number,
  count: number,
  all: number,
): RunFileRecord[] {
  const of = (level: CheckRecord['level']): number => checks.filter((check) => check.level === level).length;
  const planned = { checks: checks.length, must: of('must'), should: of('should'), may: of('may') };
  const command = `bucketproof run --shard ${index}/${count} --seed 1`;
  return [{ ...run, planned, command, shard: { index, count, checks: all } }, ...checks, endOf(checks)];
}

/** Takes a run record and its checks. Returns the records of `count` shards, among which the checks are dealt in turn. */
export function shardsOf(run: RunRecord, checks: readonly CheckRecord[], count: number): RunFileRecord[][] {
  return Array.from({ length: count }, (_, n) =>
    shardOf(
      run,
      checks.filter((_check, at) => at % count === n),
      n + 1,
      count,
      checks.length,
    ),
  );
}

/** Takes shards and returns them with the run record of the one at `at` changed. */
export function withRunOf(
  shards: readonly RunFileRecord[][],
  at: number,
  change: Partial<RunRecord>,
): RunFileRecord[][] {
  return shards.map((records, n) =>
    n !== at ? records : records.map((record) => (record.kind === 'run' ? { ...record, ...change } : record)),
  );
}

/** Takes shards and writes a record file of each, `shard-0.ndjson` and so on, into a folder. Returns their paths. */
export function writeShards(shards: readonly (readonly RunFileRecord[])[], folder: string): string[] {
  return shards.map((records, n) => {
    const writer = openRecordWriter(path.join(folder, `shard-${n}.ndjson`));
    for (const record of records) writer.write(record);
    writer.close();
    return writer.path;
  });
}

/**
 * Takes shards, writes them to files and merges those; `before` may spoil them first. Returns what `use` makes of the
 * merged file, which is gone afterwards.
 */
export async function merged<T>(
  shards: readonly (readonly RunFileRecord[])[],
  use: (file: string, folder: string) => Promise<T>,
  before: (files: readonly string[]) => Promise<unknown> = async () => undefined,
): Promise<T> {
  return withRecordFile(runWith([]), async (_file, folder) => {
    const files = writeShards(shards, folder);
    await before(files);
    const to = path.join(folder, 'merged.ndjson');
    await mergeRuns(files, to);
    return use(to, folder);
  });
}

/** Takes shards that cannot be merged, as `merged` does. Returns code and message of the refusal. @throws when there is none */
export async function mergeFault(
  shards: readonly (readonly RunFileRecord[])[],
  before?: (files: readonly string[]) => Promise<unknown>,
): Promise<[MergeFault, string]> {
  try {
    await merged(shards, async () => undefined, before);
  } catch (error) {
    if (error instanceof MergeError) return [error.code, error.message];
    throw error;
  }
  throw new Error('was merged');
}

/** Takes the path of a record file and returns all its records. */
export async function recordsIn(file: string): Promise<RunFileRecord[]> {
  const records: RunFileRecord[] = [];
  for await (const record of readRecords(file)) records.push(record);
  return records;
}
