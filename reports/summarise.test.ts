import { appendFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRecord } from './record.ts';
import { summarise } from './summarise.ts';
import { total } from './summary.ts';
import { wholeRun } from './testing/record-arbitraries.ts';
import { endOf, sampleRun } from './testing/sample-run.ts';
import { runWith, shortCheck, summaryOf, withRecordFile } from './testing/summaries.ts';
import { LEVELS } from './wording.ts';

const codes = async (...args: Parameters<typeof runWith>): Promise<string[]> =>
  (await summaryOf(runWith(...args))).incomplete.map(({ code }) => code);

describe('summarise', () => {
  it('counts by outcome, level, operation and reason', async () => {
    const checks = [
      shortCheck('a', 'pass'),
      shortCheck('b', 'fail'),
      shortCheck('c', 'fail', { level: 'should' }),
      shortCheck('d', 'skipped', { operation: 'PutObject', operationTitle: 'PUT Object' }),
      shortCheck('e', 'skipped', { level: 'may' }),
      shortCheck('f', 'skipped', { reason: { code: 'other', message: 'x' } }),
      shortCheck('g', 'inconclusive'),
      shortCheck('h', 'divergent'),
      shortCheck('i', 'fail', { referenceFailed: true, impact: 'data-loss' }),
    ];
    const summary = await summaryOf(runWith(checks));
    expect(summary.counts).toEqual({ pass: 1, fail: 3, divergent: 1, skipped: 3, inconclusive: 1, flaky: 0 });
    expect(summary.levels.must).toEqual({
      planned: 7,
      recorded: 7,
      counts: { pass: 1, fail: 2, divergent: 1, skipped: 2, inconclusive: 1, flaky: 0 },
      violations: { 'data-loss': 0, security: 0, 'breaks-clients': 1, cosmetic: 0 },
      failedWithReference: 1,
      unsteady: 0,
      spokenOf: { fail: 0, divergent: 0, flaky: 0 },
    });
    expect(summary.operations.map(({ title, counts }) => [title, total(counts)])).toEqual([
      ['GET Object', 8],
      ['PUT Object', 1],
    ]);
    expect(summary.reasons).toEqual([
      { outcome: 'skipped', code: 'why', message: 'because', checks: 2, must: 1 },
      { outcome: 'skipped', code: 'other', message: 'x', checks: 1, must: 1 },
      { outcome: 'inconclusive', code: 'why', message: 'because', checks: 1, must: 1 },
    ]);
    expect(summary.notable.map(({ id }) => id)).toEqual(['b', 'c', 'g', 'h', 'i']);
    expect(summary.referenceFailures).toBe(1);
    expect(summary.incomplete).toEqual([]);
  });

  it('agrees with the end record of any whole run', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, async ({ run, checks }) => {
        const end = endOf(checks);
        const summary = await summaryOf([run, ...checks, end]);
        expect(summary.counts).toEqual(end.counts);
        expect(summary.incomplete).toEqual([]);
        expect(LEVELS.reduce((sum, level) => sum + summary.levels[level].recorded, 0)).toBe(checks.length);
      }),
      { numRuns: 30 },
    );
  });

  it('clips what it keeps and keeps no transcript', async () => {
    const long = 'x'.repeat(5000);
    const mismatches = Array.from({ length: 50 }, () => ({
      exchange: 0,
      facet: 'f',
      expected: long,
      got: long,
    }));
    const [digest] = (await summaryOf(runWith([shortCheck('a', 'fail', { mismatches })]))).notable;
    expect(digest?.mismatches).toHaveLength(5);
    expect(digest?.more).toBe(45);
    expect(JSON.stringify(digest).length).toBeLessThan(6000);
  });

  it('lists a bounded number of checks and counts the others', async () => {
    const checks: CheckRecord[] = Array.from({ length: 2100 }, (_, n) => shortCheck(`c${n}`, 'fail'));
    const summary = await summaryOf(runWith(checks));
    expect([summary.notable.length, summary.unlisted.fail, summary.counts.fail]).toEqual([2000, 100, 2100]);
  });
});

describe('a run is incomplete', () => {
  const checks = [shortCheck('a', 'pass'), shortCheck('b', 'pass', { level: 'should' })];

  it('not when everything planned is there', async () => {
    expect(await codes(checks)).toEqual([]);
  });

  it('without an end record', async () => {
    expect(await codes(checks, { end: 'none' })).toEqual(['no-end']);
  });

  it('when it was aborted', async () => {
    const aborted = { code: 'signal', message: 'SIGINT' };
    expect(await codes(checks, { end: { aborted } })).toEqual(['aborted']);
  });

  it('with fewer checks than planned, in all or at one level', async () => {
    expect(await codes(checks, { planned: { checks: 3 } })).toEqual(['fewer-than-planned']);
    expect(await codes(checks, { planned: { must: 2, should: 0 } })).toEqual(['fewer-than-planned']);
    const summary = await summaryOf(runWith(checks, { planned: { checks: 3, must: 2 } }));
    expect(summary.incomplete[0]?.message).toBe('only 1 of 2 required checks recorded');
  });

  it('with more checks than planned, for then the denominator is wrong', async () => {
    expect(await codes(checks, { planned: { checks: 1, should: 0 } })).toEqual(['more-than-planned']);
  });

  it('when its end counts otherwise', async () => {
    const counts = { ...endOf(checks).counts, pass: 3 };
    expect(await codes(checks, { end: { counts } })).toEqual(['counts-disagree']);
    expect(await codes(checks, { end: { referenceFailures: 1 } })).toEqual(['counts-disagree']);
  });

  it('when its last line is cut off', async () => {
    const found = await withRecordFile(runWith(checks, { end: 'none' }), async (file) => {
      await appendFile(file, '{"kind":"check","id":"c');
      return (await summarise(file)).incomplete;
    });
    expect(found).toEqual([
      { code: 'no-end', message: 'the run did not reach its end' },
      { code: 'truncated', message: 'line 4 of the record file is cut off' },
    ]);
  });

  it('never when the sample run is whole', async () => {
    expect((await summaryOf(sampleRun())).incomplete).toEqual([]);
  });
});
