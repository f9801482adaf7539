import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordFileError } from '../ndjson.ts';
import type { CheckRecord } from '../record.ts';
import { summarise } from '../summarise.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf } from '../testing/sample-run.ts';
import {
  shardedChecks as checks,
  merged,
  recordsIn,
  shardedRun as run,
  shardOf,
  shardsOf,
  withRunOf,
  writeShards,
} from '../testing/sample-shards.ts';
import { runWith, withRecordFile } from '../testing/summaries.ts';
import { MergeError } from './merge-error.ts';
import { mergeRuns } from './merge-runs.ts';

/** What becomes of shards that fit together; those that do not are in merge-refusals.test.ts. */
describe('mergeRuns', () => {
  it('makes one whole run of its shards', async () => {
    const [first, ...rest] = await merged(shardsOf(run, checks, 3), recordsIn);
    expect(first).toMatchObject({ planned: { checks: 5 }, command: 'bucketproof run --seed 1' });
    expect(first).not.toHaveProperty('shard');
    expect(rest.at(-1)).toMatchObject({ kind: 'end', counts: { pass: 4, fail: 1 }, requests: 3 * 1312 });
  });

  it('gives every check as an unsharded run has it', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, fc.integer({ min: 1, max: 5 }), async ({ run: any, checks: all }, count) => {
        const { shard: _shard, ...whole } = any;
        await merged(shardsOf(whole, all, count), async (file) => {
          const records = await recordsIn(file);
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

  it('does not care where an embedded reference listened', async () => {
    const at = (port: number) => ({
      target: { ...run.target, embedded: true, endpoint: `http://127.0.0.1:${port}` },
    });
    const parts = withRunOf(withRunOf(shardsOf(run, checks, 2), 0, at(1)), 1, at(2));
    expect(await merged(parts, recordsIn)).toHaveLength(7);
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
    const records = await merged(parts.toReversed(), recordsIn);
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
    const records = await merged(parts, recordsIn);
    expect(records[0]).not.toHaveProperty('clockSkewMs');
    expect(records.at(-1)).toMatchObject({ waitingShare: 0 });
  });

  it('counts how many checks and shards there are', async () => {
    await withRecordFile(runWith([]), async (_file, folder) => {
      const files = writeShards(shardsOf(run, checks, 2), folder);
      expect(await mergeRuns(files, path.join(folder, 'to.ndjson'))).toEqual({ checks: 5, shards: 2 });
    });
  });
});
