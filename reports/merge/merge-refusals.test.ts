import { readFile, truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { RunFileRecord } from '../record.ts';
import { endOf } from '../testing/sample-run.ts';
import {
  shardedChecks as checks,
  mergeFault,
  shardedRun as run,
  shardOf,
  shardsOf,
  withRunOf,
} from '../testing/sample-shards.ts';
import { runWith } from '../testing/summaries.ts';

/** Shards that do not make a whole run of one kind: refused, naming the files and what is wrong. */
describe('mergeRuns', () => {
  it('refuses a set that is not all of one run', async () => {
    const parts = shardsOf(run, checks, 3);
    const [a = [], b = [], c = []] = parts;
    expect(await mergeFault([a, c])).toEqual(['missing', '1 of 3 shards missing: 2']);
    expect((await mergeFault([a, b, b]))[0]).toBe('duplicate');
    expect((await mergeFault([a, b, c, c]))[0]).toBe('duplicate');
    expect((await mergeFault([a, b, runWith(checks)]))[0]).toBe('not-a-shard');
    expect((await mergeFault([]))[0]).toBe('missing');
    for (const [change, what] of [
      [{ catalogue: 'other' }, 'catalogue digest'],
      [{ seed: 1 }, 'seed'],
      [{ target: { ...run.target, name: 'production' } }, 'target'],
      [{ target: { ...run.target, endpoint: 'https://elsewhere.example' } }, 'target'],
      [{ profile: '2024' }, 'profile'],
      [{ selection: { only: ['a'], skip: [] } }, 'selection of checks'],
      [{ shard: { index: 3, count: 4, checks: 5 } }, 'number of shards'],
    ] as const) {
      const [code, message] = await mergeFault(withRunOf(parts, 2, change));
      expect([code, message]).toEqual(['different', expect.stringContaining(`another ${what} than`)]);
    }
  });

  it('refuses shards that share or lack checks', async () => {
    const twice = [shardOf(run, checks.slice(0, 3), 1, 2, 5), shardOf(run, checks.slice(2), 2, 2, 5)];
    expect((await mergeFault(twice))[0]).toBe('duplicate');
    const fewer = [shardOf(run, checks.slice(0, 2), 1, 2, 5), shardOf(run, checks.slice(3), 2, 2, 5)];
    expect(await mergeFault(fewer)).toEqual(['incomplete', 'the shards hold 4 checks, the run has 5']);
  });

  it('refuses a shard that is cut off', async () => {
    const cut = async (files: readonly string[]): Promise<void> => {
      const file = files[1] ?? '';
      await truncate(file, (await readFile(file)).length - 40);
    };
    const [code, message] = await mergeFault(shardsOf(run, checks, 2), cut);
    expect([code, message]).toEqual(['incomplete', expect.stringContaining('did not reach its end')]);
  });

  it('says what differs between the shards, and where', async () => {
    const parts = shardsOf(run, checks, 2);
    const [, message] = await mergeFault(withRunOf(parts, 1, { catalogue: 'other' }));
    expect(message).toMatch(
      /shard-1\.ndjson has another catalogue digest than .*shard-0\.ndjson: other, not sha256:/,
    );
    const [, selected] = await mergeFault(withRunOf(parts, 1, { selection: { only: ['a'], skip: [] } }));
    expect(selected).toMatch(/selection of checks than .*: \{"only":\["a"\],"skip":\[\]\}, not none$/);
    for (const [change, what] of [
      [{ tool: { ...run.tool, version: '9.9.9' } }, 'tool version'],
      [{ dialect: 'other-store' }, 'dialect'],
      [{ repeat: 3 }, 'number of repetitions'],
      [{ shard: { index: 2, count: 2, checks: 6 } }, 'number of checks in all'],
      [{ features: { ...run.features, declared: { other: true } } }, 'declared features'],
    ] as const) {
      expect((await mergeFault(withRunOf(parts, 1, change)))[1]).toContain(`another ${what} than`);
    }
  });

  it('names the first shards that are missing, and both files that hold the same', async () => {
    const parts = shardsOf(run, checks, 15);
    expect((await mergeFault(parts.slice(0, 1)))[1]).toBe(
      '14 of 15 shards missing: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …',
    );
    expect((await mergeFault(parts.slice(0, 5)))[1]).toBe(
      '10 of 15 shards missing: 6, 7, 8, 9, 10, 11, 12, 13, 14, 15',
    );
    const [a = [], b = []] = shardsOf(run, checks, 2);
    expect((await mergeFault([a, b, b]))[1]).toMatch(
      /shard-1\.ndjson and .*shard-2\.ndjson are both shard 2 of 2/,
    );
    const shared = [shardOf(run, checks.slice(0, 3), 1, 2, 5), shardOf(run, checks.slice(2), 2, 2, 5)];
    expect((await mergeFault(shared))[1]).toMatch(/^c is in .*shard-0\.ndjson and in .*shard-1\.ndjson$/);
  });

  it('refuses a shard that was stopped, or holds other checks than it planned or counted', async () => {
    const [a = [], b = []] = shardsOf(run, checks, 2);
    const last = (change: object): RunFileRecord[] =>
      b.map((record) => (record.kind === 'end' ? { ...record, ...change } : record));
    const stopped = last({ aborted: { code: 'interrupted', message: 'by a signal' } });
    expect(await mergeFault([a, stopped])).toEqual([
      'incomplete',
      expect.stringMatching(/shard-1\.ndjson was stopped: by a signal$/),
    ]);
    const counted = last({ counts: { ...endOf([]).counts, pass: 1, fail: 1 } });
    expect(await mergeFault([a, counted])).toEqual([
      'incomplete',
      expect.stringContaining('holds 2 of 2 checks, or others than it counted'),
    ]);
    const planned = withRunOf([a, b], 1, { planned: { checks: 3, must: 3, should: 0, may: 0 } });
    expect(await mergeFault(planned)).toEqual(['incomplete', expect.stringContaining('holds 2 of 3 checks')]);
    expect((await mergeFault([a, runWith(checks)]))[1]).toMatch(/shard-1\.ndjson is not a shard of a run$/);
  });
});
