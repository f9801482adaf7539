import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRecordWriter, RecordFileError, readRecords } from '../ndjson.ts';
import type { CheckRecord, RunFileRecord, RunRecord } from '../record.ts';
import { summarise } from '../summarise.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf } from '../testing/sample-run.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { MergeError, type MergeFault } from './merge-error.ts';
import { mergeRuns } from './merge-runs.ts';

/** One shard's records. */
function shardOf(
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

function shardsOf(run: RunRecord, checks: readonly CheckRecord[], count: number): RunFileRecord[][] {
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

/** Writes record files and merges them. `use` gets the merged file. */
async function merged<T>(
  parts: readonly (readonly RunFileRecord[])[],
  use: (file: string, folder: string) => Promise<T>,
  before: (files: readonly string[]) => Promise<unknown> = async () => undefined,
): Promise<T> {
  return withRecordFile(runWith([]), async (_file, folder) => {
    const files = parts.map((records, n) => {
      const writer = openRecordWriter(path.join(folder, `shard-${n}.ndjson`));
      for (const record of records) writer.write(record);
      writer.close();
      return writer.path;
    });
    await before(files);
    const to = path.join(folder, 'merged.ndjson');
    await mergeRuns(files, to);
    return use(to, folder);
  });
}

async function read(file: string): Promise<RunFileRecord[]> {
  const records: RunFileRecord[] = [];
  for await (const record of readRecords(file)) records.push(record);
  return records;
}

const [RUN] = runWith([]);
if (RUN?.kind !== 'run') throw new Error('the sample starts with its run record');
const run: RunRecord = RUN;
const checks = ['a', 'b', 'c', 'd', 'e'].map((id) => shortCheck(id, id === 'c' ? 'fail' : 'pass'));

async function fault(
  parts: readonly (readonly RunFileRecord[])[],
  before?: (files: readonly string[]) => Promise<unknown>,
): Promise<[MergeFault, string]> {
  try {
    await merged(parts, async () => undefined, before);
  } catch (error) {
    if (error instanceof MergeError) return [error.code, error.message];
    throw error;
  }
  throw new Error('was merged');
}

/** The run record of each part changed. */
function changed(
  parts: readonly RunFileRecord[][],
  at: number,
  change: Partial<RunRecord>,
): RunFileRecord[][] {
  return parts.map((records, n) =>
    n !== at ? records : records.map((record) => (record.kind === 'run' ? { ...record, ...change } : record)),
  );
}

describe('mergeRuns', () => {
  it('makes one whole run of its shards', async () => {
    const [first, ...rest] = await merged(shardsOf(run, checks, 3), read);
    expect(first).toMatchObject({ planned: { checks: 5 }, command: 'bucketproof run --seed 1' });
    expect(first).not.toHaveProperty('shard');
    expect(rest.at(-1)).toMatchObject({ kind: 'end', counts: { pass: 4, fail: 1 }, requests: 3 * 1312 });
  });

  it('gives every check as an unsharded run has it', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, fc.integer({ min: 1, max: 5 }), async ({ run: any, checks: all }, count) => {
        const { shard: _shard, ...whole } = any;
        await merged(shardsOf(whole, all, count), async (file) => {
          const records = await read(file);
          const byId = (a: CheckRecord, b: CheckRecord): number => (a.id < b.id ? -1 : 1);
          const found = records.filter((record) => record.kind === 'check').sort(byId);
          expect(found).toEqual(JSON.parse(JSON.stringify([...all].sort(byId))));
          const summary = await summarise(file);
          expect([summary.incomplete, summary.run.planned]).toEqual([[], whole.planned]);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('refuses a set that is not all of one run', async () => {
    const parts = shardsOf(run, checks, 3);
    const [a = [], b = [], c = []] = parts;
    expect(await fault([a, c])).toEqual(['missing', '1 of 3 shards missing: 2']);
    expect((await fault([a, b, b]))[0]).toBe('duplicate');
    expect((await fault([a, b, c, c]))[0]).toBe('duplicate');
    expect((await fault([a, b, runWith(checks)]))[0]).toBe('not-a-shard');
    expect((await fault([]))[0]).toBe('missing');
    for (const [change, what] of [
      [{ catalogue: 'other' }, 'catalogue digest'],
      [{ seed: 1 }, 'seed'],
      [{ target: { ...run.target, name: 'production' } }, 'target'],
      [{ target: { ...run.target, endpoint: 'https://elsewhere.example' } }, 'target'],
      [{ profile: '2024' }, 'profile'],
      [{ selection: { only: ['a'], skip: [] } }, 'selection of checks'],
      [{ shard: { index: 3, count: 4, checks: 5 } }, 'number of shards'],
    ] as const) {
      const [code, message] = await fault(changed(parts, 2, change));
      expect([code, message]).toEqual(['different', expect.stringContaining(`another ${what} than`)]);
    }
  });

  it('refuses shards that share or lack checks', async () => {
    const twice = [shardOf(run, checks.slice(0, 3), 1, 2, 5), shardOf(run, checks.slice(2), 2, 2, 5)];
    expect((await fault(twice))[0]).toBe('duplicate');
    const fewer = [shardOf(run, checks.slice(0, 2), 1, 2, 5), shardOf(run, checks.slice(3), 2, 2, 5)];
    expect(await fault(fewer)).toEqual(['incomplete', 'the shards hold 4 checks, the run has 5']);
  });

  it('refuses a shard that is cut off', async () => {
    const cut = async (files: readonly string[]): Promise<void> => {
      const file = files[1] ?? '';
      await truncate(file, (await readFile(file)).length - 40);
    };
    const [code, message] = await fault(shardsOf(run, checks, 2), cut);
    expect([code, message]).toEqual(['incomplete', expect.stringContaining('did not reach its end')]);
  });

  it('does not care where an embedded reference listened', async () => {
    const at = (port: number) => ({
      target: { ...run.target, embedded: true, endpoint: `http://127.0.0.1:${port}` },
    });
    const parts = changed(changed(shardsOf(run, checks, 2), 0, at(1)), 1, at(2));
    expect(await merged(parts, read)).toHaveLength(7);
  });

  it('overwrites nothing and leaves nothing half done', async () => {
    await merged(shardsOf(run, checks, 2), async (file, folder) => {
      await expect(mergeRuns([file], file)).rejects.toBeInstanceOf(MergeError);
      const shards = (await readdir(folder))
        .filter((name) => name.startsWith('shard'))
        .map((name) => path.join(folder, name));
      await expect(mergeRuns(shards, file)).rejects.toBeInstanceOf(RecordFileError);
      const good = await readFile(file, 'utf8');
      await writeFile(shards[1] ?? '', 'no records');
      await expect(mergeRuns(shards, file, { replace: true })).rejects.toThrow();
      expect(await readFile(file, 'utf8')).toBe(good);
      expect((await readdir(folder)).sort()).toEqual([
        'merged.ndjson',
        'run.ndjson',
        'shard-0.ndjson',
        'shard-1.ndjson',
      ]);
    });
  });
});
