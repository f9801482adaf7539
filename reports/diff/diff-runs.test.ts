import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRecord, RunFileRecord, RunRecord } from '../record.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf } from '../testing/sample-run.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { DIFFERENCES, diffRuns, gotWorse, type RunDifference } from './diff-runs.ts';
import { indexRun, type RunIndex } from './run-index.ts';

const indexOf = (records: readonly RunFileRecord[]): Promise<RunIndex> => withRecordFile(records, indexRun);

/** The records of a run of these checks, with a changed run record. */
function runOf(checks: readonly CheckRecord[], change: Partial<RunRecord> = {}): RunFileRecord[] {
  return runWith(checks).map((record) => (record.kind === 'run' ? { ...record, ...change } : record));
}

async function diffOf(
  before: readonly CheckRecord[],
  after: readonly CheckRecord[],
  change: { readonly before?: Partial<RunRecord>; readonly after?: Partial<RunRecord> } = {},
): Promise<RunDifference> {
  return diffRuns(await indexOf(runOf(before, change.before)), await indexOf(runOf(after, change.after)));
}

const names = (difference: RunDifference): Record<string, string[]> =>
  Object.fromEntries(
    DIFFERENCES.map((kind) => [kind, difference.groups[kind].map(({ id }) => id)]).filter(
      ([, ids]) => ids?.length !== 0,
    ),
  );

describe('diffRuns', () => {
  it('sorts every change into its group', async () => {
    const other = { mismatches: [{ exchange: 0, facet: 'body', expected: 'x', got: 'y' }] };
    const difference = await diffOf(
      [
        shortCheck('a-pass', 'pass'),
        shortCheck('a-fail', 'fail'),
        shortCheck('breaks', 'divergent'),
        shortCheck('mends', 'fail'),
        shortCheck('other', 'fail'),
        shortCheck('gone', 'pass'),
        shortCheck('lost', 'fail'),
        shortCheck('differs', 'pass'),
        shortCheck('off', 'pass'),
      ],
      [
        shortCheck('a-pass', 'pass'),
        shortCheck('a-fail', 'fail'),
        shortCheck('breaks', 'fail'),
        shortCheck('mends', 'pass'),
        shortCheck('other', 'fail', other),
        shortCheck('lost', 'inconclusive'),
        shortCheck('differs', 'divergent'),
        shortCheck('off', 'skipped'),
        shortCheck('new-pass', 'pass'),
        shortCheck('new-fail', 'fail'),
      ],
    );
    expect(names(difference)).toEqual({
      regressed: ['breaks'],
      newlyFailing: ['new-fail'],
      failsDifferently: ['other'],
      vanished: ['gone'],
      inconclusive: ['lost'],
      divergent: ['differs'],
      fixed: ['mends'],
      added: ['new-pass'],
      notRun: ['off'],
    });
    expect([difference.stillFailing, difference.unchanged, gotWorse(difference)]).toEqual([1, 2, true]);
    expect(difference.groups.failsDifferently[0]?.note).toBe('no answer, status → no answer, body');
  });

  it('compares only what is the same under two catalogues', async () => {
    const difference = await diffOf(
      [shortCheck('gone', 'pass'), shortCheck('asks-more', 'pass'), shortCheck('same', 'fail')],
      [
        shortCheck('asks-more', 'fail', { title: 'something stricter' }),
        shortCheck('same', 'fail'),
        shortCheck('new', 'fail'),
      ],
      { after: { catalogue: 'another' } },
    );
    expect(difference.sameCatalogue).toBe(false);
    expect(names(difference)).toEqual({ vanished: ['gone'], added: ['new'] });
    expect(difference.redefined.map(({ id }) => id)).toEqual(['asks-more']);
    expect(gotWorse(difference)).toBe(false);
  });

  it('calls nothing vanished or new because checks were selected', async () => {
    const selection = { only: ['a*'], skip: [] };
    const two = [shortCheck('a', 'pass'), shortCheck('b', 'fail')];
    const one = [shortCheck('a', 'pass')];
    expect(names(await diffOf(two, one, { after: { selection } }))).toEqual({});
    expect(names(await diffOf(one, two, { before: { selection } }))).toEqual({});
  });

  it('counts every check of both runs once, and finds nothing between a run and itself', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, wholeRun, async (a, b) => {
        const whole = ({ run, checks }: typeof a): Promise<RunIndex> => {
          const { selection: _selection, shard: _shard, ...full } = run;
          return indexOf([full, ...checks, endOf(checks)]);
        };
        const [before, after] = [await whole(a), await whole(b)];
        const { groups, redefined, unchanged } = diffRuns(before, after);
        const all = new Set([...before.checks.keys(), ...after.checks.keys()]);
        const found = Object.values(groups).reduce((sum, group) => sum + group.length, 0);
        expect(found + redefined.length + unchanged).toBe(all.size);
        const same = diffRuns(after, after);
        expect([gotWorse(same), same.unchanged]).toEqual([false, after.checks.size]);
      }),
      { numRuns: 20 },
    );
  });
});
