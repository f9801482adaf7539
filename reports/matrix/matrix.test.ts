import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../baseline/baseline.ts';
import type { CheckRecord, RunRecord } from '../record.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf } from '../testing/sample-run.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { CELL_STATES, cellState } from './cell.ts';
import { type Matrix, matrixOf, violationsBy } from './matrix.ts';
import { matrixMarkdown } from './matrix-markdown.ts';
import { type MatrixColumn, readColumn } from './read-column.ts';

function columnOf(
  checks: readonly CheckRecord[],
  change: Partial<RunRecord> = {},
  baseline?: Baseline,
): Promise<MatrixColumn> {
  const records = runWith(checks).map((record) =>
    record.kind === 'run' ? { ...record, ...change } : record,
  );
  return withRecordFile(records, (file) => readColumn(file, () => baseline));
}

const known: Baseline = {
  file: 'known.yaml',
  entries: [
    { id: 'wrong', expect: 'known-fail', got: { facets: { status: ['200'] } }, reason: 'in 3.2', line: 1 },
  ],
};

/** What each target makes of each check. */
function statesOf({ operations }: Matrix): Record<string, readonly string[]> {
  return Object.fromEntries(
    operations.flatMap(({ checks }) =>
      checks.map(({ id, cells }) => [id, cells.map((cell) => cell?.state ?? 'absent')]),
    ),
  );
}

describe('a cell', () => {
  it.each([
    ['pass', {}, 'conforms'],
    ['divergent', {}, 'differs'],
    ['fail', {}, 'violates'],
    ['fail', { referenceFailed: true }, 'inconclusive'],
    ['flaky', {}, 'violates'],
    ['inconclusive', {}, 'inconclusive'],
    ['skipped', { reason: { code: 'feature-appendObject', message: '' } }, 'unsupported'],
    ['skipped', { reason: { code: 'needs-second-identity', message: '' } }, 'not-run'],
  ] as const)('for %s %j says %s', (outcome, change, state) => {
    expect(cellState(shortCheck('a', outcome, change), 'ok')).toBe(state);
  });

  it('says known only where the baseline does', () => {
    expect(cellState(shortCheck('a', 'fail'), 'known')).toBe('known');
    expect(cellState(shortCheck('a', 'fail'), 'regression')).toBe('violates');
  });
});

describe('a matrix', () => {
  it('puts the checks of all runs side by side', async () => {
    const one = await columnOf([shortCheck('both', 'pass'), shortCheck('wrong', 'fail')]);
    const two = await columnOf([shortCheck('both', 'fail'), shortCheck('wrong', 'fail')], {}, known);
    const three = await columnOf([shortCheck('both', 'pass')]);
    const matrix = matrixOf([one, two, three]);
    expect(statesOf(matrix)).toEqual({
      both: ['conforms', 'violates', 'conforms'],
      wrong: ['violates', 'known', 'absent'],
    });
    expect([matrix.sameCatalogue, matrix.columns]).toEqual([true, [one, two, three]]);
    expect(violationsBy('breaks-clients', one)).toBe(1);
    expect(violationsBy('security', one)).toBe(0);
    expect(violationsBy('breaks-clients', two)).toBe(1);
  });

  it('says where targets that were judged disagree: wrong is wrong, known or not', async () => {
    const outcomes = [
      ['agree', 'pass', 'pass'],
      ['both-wrong', 'fail', 'fail'],
      ['one-wrong', 'pass', 'fail'],
      ['one-differs', 'pass', 'divergent'],
      ['one-unclear', 'fail', 'inconclusive'],
      ['one-skipped', 'fail', 'skipped'],
      ['wrong', 'fail', 'fail'],
    ] as const;
    const left = await columnOf(outcomes.map(([id, outcome]) => shortCheck(id, outcome)));
    const right = await columnOf(
      outcomes.map(([id, , outcome]) => shortCheck(id, outcome)),
      {},
      known,
    );
    const { operations } = matrixOf([left, right]);
    const disagree = operations.flatMap(({ checks }) => checks.filter((check) => check.disagree));
    expect(disagree.map(({ id }) => id)).toEqual(['one-differs', 'one-wrong']);
    expect(operations.map(({ disagreements }) => disagreements)).toEqual([2]);
  });

  it('compares nothing that asks different things under one id', async () => {
    const left = await columnOf([shortCheck('a', 'pass'), shortCheck('b', 'pass')]);
    const right = await columnOf([shortCheck('a', 'fail', { title: 'stricter' }), shortCheck('b', 'fail')], {
      catalogue: 'another',
    });
    const { operations, sameCatalogue } = matrixOf([left, right]);
    expect(sameCatalogue).toBe(false);
    expect(operations[0]?.checks.map(({ sameQuestion, disagree }) => [sameQuestion, disagree])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('gives an operation the worst of its states, and all counts', async () => {
    const column = await columnOf([
      shortCheck('a', 'pass'),
      shortCheck('b', 'skipped'),
      shortCheck('c', 'divergent'),
      shortCheck('d', 'fail', { operation: 'PutObject', operationTitle: 'PUT Object' }),
    ]);
    const { operations } = matrixOf([column, await columnOf([])]);
    expect(operations.map(({ title, cells }) => [title, cells.map(({ state }) => state)])).toEqual([
      ['GET Object', ['differs', 'absent']],
      ['PUT Object', ['violates', 'absent']],
    ]);
    expect(operations[0]?.cells[0]?.counts).toMatchObject({ conforms: 1, differs: 1, 'not-run': 1 });
  });

  it('scores with denominators: skipped and unclear checks are no share of what was judged', async () => {
    const { scores } = await columnOf([
      shortCheck('a', 'pass'),
      shortCheck('b', 'fail'),
      shortCheck('c', 'divergent'),
      shortCheck('d', 'skipped'),
      shortCheck('e', 'inconclusive'),
      shortCheck('f', 'pass', { level: 'should' }),
    ]);
    expect(scores).toEqual({
      must: { conforming: 2, judged: 3, planned: 5 },
      should: { conforming: 1, judged: 1, planned: 1 },
      may: { conforming: 0, judged: 0, planned: 0 },
    });
  });

  it('says which run is not whole', async () => {
    const cut = await withRecordFile(runWith([shortCheck('a', 'pass')], { end: 'none' }), (file) =>
      readColumn(file),
    );
    expect(cut.incomplete).toEqual(['the run did not reach its end']);
  });

  it('counts every check of every run exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, wholeRun, async (...runs) => {
        const columns = await Promise.all(
          runs.map(({ run, checks }) =>
            withRecordFile([run, ...checks, endOf(checks)], (file) => readColumn(file)),
          ),
        );
        const { operations } = matrixOf(columns);
        columns.forEach((column, index) => {
          const counted = operations.reduce(
            (sum, { cells }) =>
              sum +
              CELL_STATES.filter((state) => state !== 'absent').reduce(
                (n, state) => n + (cells[index]?.counts[state] ?? 0),
                0,
              ),
            0,
          );
          expect(counted).toBe(column.checks.size);
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe('a matrix as Markdown', () => {
  it('names the targets, their scores with denominators, and every operation', async () => {
    const target = (name: string): Partial<RunRecord> => ({
      target: { name, endpoint: 'http://127.0.0.1', region: '', embedded: false },
    });
    const text = matrixMarkdown(
      matrixOf([
        await columnOf([shortCheck('a', 'pass'), shortCheck('b', 'pass')], target('old')),
        await columnOf([shortCheck('a', 'fail'), shortCheck('b', 'pass')], target('new | *x*')),
      ]),
    );
    expect(text).toContain('disagree about 1 check');
    expect(text).toMatch(/\| required \| 2 of 2 judged conform \(100\.0%\), 2 planned \| 1 of 2 judged/);
    expect(text).toMatch(/\| GET Object \| ✓ 2 \| ✗ 1 ✓ 1 \| 1 \|/);
    expect(text).not.toContain('new | *x*');
  });

  it('forbids to compare scores of two catalogues', async () => {
    const text = matrixMarkdown(matrixOf([await columnOf([]), await columnOf([], { catalogue: 'another' })]));
    expect(text).toContain('Do not compare them.');
  });
});
