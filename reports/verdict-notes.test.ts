import { describe, expect, it } from 'vitest';
import type { BaselineEntry } from './baseline/baseline.ts';
import { indexRun } from './diff/run-index.ts';
import { decidingOf } from './gate-rules.ts';
import { CHECK_ERROR, type CheckRecord, type Level, type RunRecord } from './record.ts';
import type { Summary } from './summary.ts';
import { runWith, shortCheck, summaryOf, withRecordFile } from './testing/summaries.ts';
import { notesOf } from './verdict-notes.ts';

const notes = (summary: Summary, level: Level = 'must'): string[] =>
  notesOf(summary, decidingOf(summary, level));

const notesFor = async (
  checks: readonly CheckRecord[],
  level: Level = 'must',
  more: Parameters<typeof runWith>[1] = {},
): Promise<string[]> => notes(await summaryOf(runWith(checks, more)), level);

const shared = { referenceFailed: true } as const;
const broken = { reason: { code: CHECK_ERROR, message: 'x is undefined' } } as const;

describe('the notes of a verdict', () => {
  it('are none where there is nothing else to know', async () => {
    expect(await notesFor([shortCheck('a', 'pass')])).toEqual([]);
  });

  it('say what violations do, of the levels that decide', async () => {
    const checks = [
      shortCheck('a', 'fail', { impact: 'data-loss' }),
      shortCheck('b', 'fail', { impact: 'data-loss' }),
      shortCheck('c', 'fail', { impact: 'cosmetic' }),
      shortCheck('d', 'fail', { impact: 'security', level: 'should' }),
    ];
    expect(await notesFor(checks)).toEqual([
      'Violations by impact: 2 data loss and 1 cosmetic.',
      '1 of 1 recommended checks ran; 1 fails (does not decide).',
    ]);
    expect((await notesFor(checks, 'should'))[0]).toBe(
      'Violations by impact: 2 data loss, 1 security and 1 cosmetic.',
    );
  });

  it('own up to our bugs', async () => {
    expect(
      await notesFor([
        shortCheck('a', 'fail', shared),
        shortCheck('b', 'fail', shared),
        shortCheck('c', 'inconclusive', broken),
      ]),
    ).toEqual([
      'The bundled reference fails 2 checks: a bug of ours; please report it. What the target does there is not counted against it.',
      '1 check broke down: a bug of ours; please report it.',
      '1 required check could not be judged.',
    ]);
  });

  it('count what was not judged, skipped, and answered differently', async () => {
    expect(
      await notesFor([shortCheck('a', 'skipped'), shortCheck('b', 'skipped'), shortCheck('c', 'divergent')]),
    ).toEqual([
      '2 required checks skipped; skipped checks say nothing about the target.',
      '1 check keeps to the documentation but differs from the reference.',
    ]);
    expect(await notesFor([shortCheck('a', 'divergent'), shortCheck('b', 'divergent')], 'may')).toEqual([
      '2 checks keep to the documentation but differ from the reference.',
    ]);
    expect(await notesFor([shortCheck('a', 'inconclusive')], 'may')).toEqual([
      '1 check could not be judged.',
    ]);
  });

  it('tell of the levels that do not decide', async () => {
    const checks = [
      shortCheck('a', 'pass'),
      shortCheck('b', 'pass', { level: 'should' }),
      shortCheck('c', 'divergent', { level: 'should' }),
      shortCheck('d', 'skipped', { level: 'should' }),
      shortCheck('e', 'fail', { level: 'may' }),
      shortCheck('f', 'fail', { level: 'may' }),
    ];
    expect((await notesFor(checks)).slice(1)).toEqual([
      '2 of 3 recommended checks ran; none fails.',
      '2 of 2 optional checks ran; 2 fail (they do not decide).',
    ]);
    expect(await notesFor(checks, 'may')).toHaveLength(3);
  });

  it('say why a run is not whole, and what it left behind', async () => {
    const left = { end: { resources: { created: 2, removed: 1, leftBehind: ['bp-1'] } } };
    expect(await notesFor([shortCheck('a', 'pass')], 'must', left)).toEqual([
      '1 resource left behind on the target.',
    ]);
    expect(await notesFor([shortCheck('a', 'pass')], 'must', { end: 'none' })).toEqual([
      'The run did not reach its end.',
    ]);
  });
});

describe('the notes of a baseline', () => {
  const entry = (id: string, change: Partial<BaselineEntry> = {}): BaselineEntry => ({
    id,
    expect: 'known-fail',
    reason: 'because',
    line: 1,
    ...change,
  });
  const held = (checks: readonly CheckRecord[], entries: readonly BaselineEntry[], catalogue?: string) =>
    summaryOf(runWith(checks), {
      expectations: {
        baseline: { file: 'b.yaml', entries, ...(catalogue === undefined ? {} : { catalogue }) },
        today: '2026-11-21',
      },
    });

  it('count entries that any failure satisfies', async () => {
    const checks = [shortCheck('a', 'pass')];
    const got = { status: 200 };
    expect(notes(await held(checks, [entry('x', { got }), entry('y', { expect: 'flaky' })]))).toEqual([]);
    expect(notes(await held(checks, [entry('x')]))).toEqual([
      '1 entry of the baseline does not say how it is wrong (no got): any failure satisfies it.',
    ]);
    expect(notes(await held(checks, [entry('x'), entry('y', { expect: 'known-divergent' })]))).toEqual([
      '2 entries of the baseline do not say how it is wrong (no got): any failure satisfies them.',
    ]);
  });

  it('say that it is of another catalogue, and what came to no result', async () => {
    const got = { status: 200 };
    const checks = [shortCheck('a', 'skipped'), shortCheck('b', 'inconclusive'), shortCheck('c', 'pass')];
    const summary = await held(checks, [entry('a', { got }), entry('b', { got })], 'older');
    expect(notes(summary).slice(2)).toEqual([
      'The baseline was written under another catalogue (older): checks may have come, gone or changed since.',
      '2 checks named by the baseline did not come to a result.',
    ]);
    expect(notes(await held([shortCheck('c', 'pass')], [], summary.run.catalogue))).toEqual([]);
  });
});

describe('the notes of an earlier run', () => {
  const since = async (before: Partial<RunRecord>, checks: readonly CheckRecord[]): Promise<string[]> => {
    const records = runWith(checks).map((record) =>
      record.kind === 'run' ? { ...record, ...before } : record,
    );
    const earlier = await withRecordFile(records, indexRun);
    return notes(await summaryOf(runWith([shortCheck('a', 'pass')]), { earlier }));
  };

  it('say that it had another catalogue, and how many checks are not compared', async () => {
    const older = { catalogue: 'older', startedAt: '2026-01-31T12:00:00.000Z' };
    expect(await since({}, [shortCheck('a', 'pass')])).toEqual([]);
    expect(await since(older, [shortCheck('a', 'pass')])).toEqual([
      'The earlier run of 2026-01-31 12:00:00 UTC had another catalogue (older): only checks that are the same in both are compared.',
    ]);
    expect(await since(older, [shortCheck('a', 'pass', { title: 'else' })])).toEqual([
      'The earlier run of 2026-01-31 12:00:00 UTC had another catalogue (older): only checks that are the same in both are compared, 1 other not.',
    ]);
  });

  it('say that one of the two is not whole', async () => {
    const planned = { checks: 5, must: 5, should: 0, may: 0 };
    expect(await since({ planned }, [shortCheck('a', 'pass')])).toEqual([
      'One of the two compared runs is not whole: what is missing may not have vanished.',
    ]);
  });
});
