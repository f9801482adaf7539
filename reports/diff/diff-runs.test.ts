import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRecord, RunFileRecord, RunRecord } from '../record.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf } from '../testing/sample-run.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import {
  DIFFERENCES,
  differenceLook,
  differenceTitle,
  diffRuns,
  gotWorse,
  isWorse,
  type RunDifference,
} from './diff-runs.ts';
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

describe('a change', () => {
  const only = async (
    before: readonly CheckRecord[],
    after: readonly CheckRecord[],
  ): Promise<RunDifference['groups']> => (await diffOf(before, after)).groups;

  it('says what was and what is, as far as there is something', async () => {
    const asked = { level: 'should', impact: 'security', title: 'T' } as const;
    const groups = await only(
      [
        shortCheck('broke', 'pass', asked),
        shortCheck('gone', 'flaky', {
          ...asked,
          outcomes: ['pass', 'fail'],
          reason: { code: 'flaky', message: 'm' },
        }),
      ],
      [shortCheck('broke', 'fail', asked), shortCheck('new', 'pass', asked)],
    );
    expect(groups.regressed).toEqual([
      {
        id: 'broke',
        title: 'T',
        level: 'should',
        impact: 'security',
        before: 'pass',
        after: 'fail',
        note: 'nothing wrong → no answer, status',
      },
    ]);
    expect(groups.vanished).toEqual([
      { id: 'gone', title: 'T', level: 'should', impact: 'security', before: 'flaky' },
    ]);
    expect(groups.added).toEqual([
      { id: 'new', title: 'T', level: 'should', impact: 'security', after: 'pass' },
    ]);
  });

  it('stands behind worse ones of its group, then by id', async () => {
    const ids = [
      ['c', 'must', 'cosmetic'],
      ['b', 'must', 'data-loss'],
      ['a', 'should', 'data-loss'],
      ['d', 'must', 'data-loss'],
    ] as const;
    const of = (outcome: 'pass' | 'fail') =>
      ids.map(([id, level, impact]) => shortCheck(id, outcome, { level, impact }));
    const groups = await only(of('pass'), of('fail'));
    expect(groups.regressed.map(({ id }) => id)).toEqual(['b', 'd', 'c', 'a']);
  });

  it('is none where a failure only moved between kinds that mean the same', async () => {
    const flaky = { outcomes: ['pass', 'fail'], reason: { code: 'flaky', message: 'm' } } as const;
    const mismatches = [{ exchange: 0, facet: 'status', expected: '206', got: '200' }];
    const groups = await only(
      [shortCheck('a', 'fail'), shortCheck('skipped', 'skipped'), shortCheck('differs', 'inconclusive')],
      [
        shortCheck('a', 'flaky', { ...flaky, mismatches }),
        shortCheck('skipped', 'pass'),
        shortCheck('differs', 'divergent'),
      ],
    );
    expect(Object.values(groups).flat()).toEqual([]);
  });

  it('does not count what the reference fails too', async () => {
    const ours = { referenceFailed: true };
    const difference = await diffOf(
      [shortCheck('a', 'pass'), shortCheck('b', 'fail', ours)],
      [shortCheck('a', 'fail', ours), shortCheck('b', 'pass'), shortCheck('c', 'fail', ours)],
    );
    expect(names(difference)).toEqual({ added: ['c'] });
    expect([difference.stillFailing, gotWorse(difference)]).toEqual([0, false]);
  });
});

describe('a group of changes', () => {
  const same = { sameCatalogue: true };
  const other = { sameCatalogue: false };

  it('makes a run worse when something fails, or is gone', () => {
    expect(DIFFERENCES.filter(isWorse)).toEqual([
      'regressed',
      'newlyFailing',
      'failsDifferently',
      'vanished',
    ]);
  });

  it('has a title and a look, which depend on the catalogue for what came and went', () => {
    expect(DIFFERENCES.map((kind) => [differenceTitle(kind, same), differenceLook(kind, same)])).toEqual([
      ['regressed: failed now, did not before', 'fail'],
      ['newly failing: not in the earlier run', 'fail'],
      ['fails differently than before', 'fail'],
      ['vanished: not in this run', 'fail'],
      ['could not be judged, was before', 'inconclusive'],
      ['differs from the reference now', 'divergent'],
      ['fixed', 'pass'],
      ['new', 'skipped'],
      ['skipped now, ran before', 'skipped'],
    ]);
    expect(
      (['vanished', 'added', 'fixed'] as const).map((kind) => [
        differenceTitle(kind, other),
        differenceLook(kind, other),
      ]),
    ).toEqual([
      ['gone with the catalogue', 'skipped'],
      ['new with the catalogue', 'skipped'],
      ['fixed', 'pass'],
    ]);
  });
});

describe('the index of a run', () => {
  it('is whole only with its end, all its checks, and no abortion', async () => {
    const checks = [shortCheck('a', 'pass')];
    const complete = async (records: readonly RunFileRecord[]): Promise<boolean> =>
      (await indexOf(records)).complete;
    expect(await complete(runWith(checks))).toBe(true);
    expect(await complete(runWith(checks, { end: 'none' }))).toBe(false);
    expect(await complete(runWith(checks, { end: { aborted: { code: 'x', message: 'y' } } }))).toBe(false);
    expect(await complete(runWith(checks, { planned: { checks: 2 } }))).toBe(false);
    const whole = await indexOf(runWith(checks));
    const cut = await indexOf(runWith(checks, { end: 'none' }));
    expect(
      [diffRuns(whole, whole), diffRuns(whole, cut), diffRuns(cut, whole)].map((one) => one.complete),
    ).toEqual([true, false, false]);
  });

  it('knows a check by what it asks and by how it is wrong', async () => {
    const asked = { title: 'T', claims: ['C-1'], operation: 'GetObject' };
    const wrong = [
      { exchange: 0, facet: 'status', expected: '206', got: '404 NoSuchKey' },
      { exchange: 0, facet: 'header z', expected: 'x', got: 'y' },
      { exchange: 0, facet: 'body', expected: 'x', got: 'y' },
    ];
    const { checks } = await indexOf(
      runWith([shortCheck('a', 'fail', { ...asked, mismatches: wrong }), shortCheck('b', 'pass', asked)]),
    );
    expect(checks.get('a')).toEqual({
      id: 'a',
      title: 'T',
      operation: 'GetObject',
      level: 'must',
      impact: 'breaks-clients',
      outcome: 'fail',
      referenceFailed: false,
      definition: '["T","must",["C-1"]]',
      signature: 'no answer, NoSuchKey, body, header z, status',
    });
    expect(checks.get('b')?.signature).toBe('');
  });
});
