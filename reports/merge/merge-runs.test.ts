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

  it('adds up what its shards planned, sent and left behind', async () => {
    const end = endOf(checks.slice(0, 2));
    const parts = (['2026-11-21T10:00:00.000Z', '2026-11-21T09:00:00.000Z'] as const).map((startedAt, n) => {
      const own = n === 0 ? checks.slice(0, 2) : checks.slice(2);
      const records = shardOf(
        {
          ...run,
          startedAt,
          clockSkewMs: n === 0 ? -900 : 300,
          claims: { [`claim-${n}`]: { level: 'must', source: 's', text: 't' } },
          features: { declared: run.features.declared, probed: { [`feature${n}`]: n === 0 } },
        },
        own,
        n + 1,
        2,
        5,
      );
      return records.map((record) =>
        record.kind === 'end'
          ? {
              ...record,
              finishedAt: n === 0 ? '2026-11-21T10:00:10.000Z' : '2026-11-21T09:00:30.000Z',
              durationMs: n === 0 ? 10_000 : 30_000,
              waitingShare: n === 0 ? 1 : 0.5,
              requests: 10 + n,
              bytes: { sent: 100 + n, received: 200 + n },
              referenceFailures: n + 1,
              resources: { created: 5 + n, removed: 3 + n, leftBehind: [`bucket-${n}`] },
            }
          : record,
      );
    });
    const records = await merged(parts.toReversed(), read);
    expect(records[0]).toMatchObject({
      startedAt: '2026-11-21T09:00:00.000Z',
      clockSkewMs: -900,
      planned: { checks: 5, must: 5, should: 0, may: 0 },
      claims: { 'claim-0': { level: 'must' }, 'claim-1': { level: 'must' } },
      features: { probed: { feature0: true, feature1: false } },
    });
    expect(records.at(-1)).toEqual({
      ...end,
      counts: { ...end.counts, pass: 4, fail: 1 },
      finishedAt: '2026-11-21T10:00:10.000Z',
      durationMs: 3_610_000,
      waitingShare: 25_000 / 40_000,
      requests: 21,
      bytes: { sent: 201, received: 401 },
      referenceFailures: 3,
      resources: { created: 11, removed: 7, leftBehind: ['bucket-0', 'bucket-1'] },
    });
    expect(
      records.filter(({ kind }) => kind === 'check').map((record) => 'id' in record && record.id),
    ).toEqual([...['a', 'b', 'c', 'd', 'e']]);
  });

  it('is of no known skew and no waiting where no shard was', async () => {
    const { clockSkewMs: _skew, ...plain } = run;
    const parts = shardsOf(plain, checks, 2).map((records) =>
      records.map((record) => (record.kind === 'end' ? { ...record, durationMs: 0 } : record)),
    );
    const records = await merged(parts, read);
    expect(records[0]).not.toHaveProperty('clockSkewMs');
    expect(records.at(-1)).toMatchObject({ waitingShare: 0 });
  });

  it('counts how many checks and shards there are', async () => {
    await withRecordFile(runWith([]), async (_file, folder) => {
      const files = shardsOf(run, checks, 2).map((records, n) => {
        const writer = openRecordWriter(path.join(folder, `shard-${n}.ndjson`));
        for (const record of records) writer.write(record);
        writer.close();
        return writer.path;
      });
      expect(await mergeRuns(files, path.join(folder, 'to.ndjson'))).toEqual({ checks: 5, shards: 2 });
    });
  });

  it('says what differs between the shards, and where', async () => {
    const parts = shardsOf(run, checks, 2);
    const [, message] = await fault(changed(parts, 1, { catalogue: 'other' }));
    expect(message).toMatch(
      /shard-1\.ndjson has another catalogue digest than .*shard-0\.ndjson: other, not sha256:/,
    );
    const [, selected] = await fault(changed(parts, 1, { selection: { only: ['a'], skip: [] } }));
    expect(selected).toMatch(/selection of checks than .*: \{"only":\["a"\],"skip":\[\]\}, not none$/);
    for (const [change, what] of [
      [{ tool: { ...run.tool, version: '9.9.9' } }, 'tool version'],
      [{ dialect: 'other-store' }, 'dialect'],
      [{ repeat: 3 }, 'number of repetitions'],
      [{ shard: { index: 2, count: 2, checks: 6 } }, 'number of checks in all'],
      [{ features: { ...run.features, declared: { other: true } } }, 'declared features'],
    ] as const) {
      expect((await fault(changed(parts, 1, change)))[1]).toContain(`another ${what} than`);
    }
  });

  it('names the first shards that are missing, and both files that hold the same', async () => {
    const parts = shardsOf(run, checks, 15);
    expect((await fault(parts.slice(0, 1)))[1]).toBe(
      '14 of 15 shards missing: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …',
    );
    expect((await fault(parts.slice(0, 5)))[1]).toBe(
      '10 of 15 shards missing: 6, 7, 8, 9, 10, 11, 12, 13, 14, 15',
    );
    const [a = [], b = []] = shardsOf(run, checks, 2);
    expect((await fault([a, b, b]))[1]).toMatch(
      /shard-1\.ndjson and .*shard-2\.ndjson are both shard 2 of 2/,
    );
    const shared = [shardOf(run, checks.slice(0, 3), 1, 2, 5), shardOf(run, checks.slice(2), 2, 2, 5)];
    expect((await fault(shared))[1]).toMatch(/^c is in .*shard-0\.ndjson and in .*shard-1\.ndjson$/);
  });

  it('refuses a shard that was stopped, or holds other checks than it planned or counted', async () => {
    const [a = [], b = []] = shardsOf(run, checks, 2);
    const last = (change: object): RunFileRecord[] =>
      b.map((record) => (record.kind === 'end' ? { ...record, ...change } : record));
    const stopped = last({ aborted: { code: 'interrupted', message: 'by a signal' } });
    expect(await fault([a, stopped])).toEqual([
      'incomplete',
      expect.stringMatching(/shard-1\.ndjson was stopped: by a signal$/),
    ]);
    const counted = last({ counts: { ...endOf([]).counts, pass: 1, fail: 1 } });
    expect(await fault([a, counted])).toEqual([
      'incomplete',
      expect.stringContaining('holds 2 of 2 checks, or others than it counted'),
    ]);
    const planned = changed([a, b], 1, { planned: { checks: 3, must: 3, should: 0, may: 0 } });
    expect(await fault(planned)).toEqual(['incomplete', expect.stringContaining('holds 2 of 3 checks')]);
    expect((await fault([a, runWith(checks)]))[1]).toMatch(/shard-1\.ndjson is not a shard of a run$/);
  });
});
