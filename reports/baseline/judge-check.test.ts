import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptOutcome } from '../record.ts';
import { check as anyCheck } from '../testing/record-arbitraries.ts';
import { sampleExchange } from '../testing/sample-exchanges.ts';
import { shortCheck } from '../testing/summaries.ts';
import type { BaselineEntry, Expect, KnownBehaviour } from './baseline.ts';
import { judgeCheck } from './judge-check.ts';

const entry = (expect: Expect, got?: KnownBehaviour): BaselineEntry => ({
  id: 'a',
  expect,
  reason: 'because',
  line: 1,
  ...(got === undefined ? {} : { got }),
});

const anyEntry: fc.Arbitrary<BaselineEntry> = fc.oneof(
  ...(['known-fail', 'known-divergent', 'flaky'] as const).map((expect) =>
    fc
      .option(fc.constant<KnownBehaviour>({ status: 200 }), { nil: undefined })
      .map((got) => entry(expect, got)),
  ),
);

/** A failure seen on the wire as `status`, with further wrong facets. */
function failing(status: number, wrong: Readonly<Record<string, string>> = {}) {
  const target = sampleExchange(
    'target',
    { operation: 'GetObject', method: 'GET', target: '/' },
    { status, reason: '' },
  );
  return shortCheck('a', 'fail', {
    mismatches: [
      { exchange: 0, facet: 'status', expected: '206', got: `${status} Whatever` },
      ...Object.entries(wrong).map(([facet, got]) => ({ exchange: 0, facet, expected: 'x', got })),
    ],
    transcripts: { target: [target], reference: [] },
  });
}

describe('judgeCheck', () => {
  it.each([
    ['pass', undefined, 'ok'],
    ['pass', 'known-fail', 'fixed'],
    ['pass', 'known-divergent', 'fixed'],
    ['pass', 'flaky', 'ok'],
    ['divergent', undefined, 'ok'],
    ['divergent', 'known-fail', 'fixed'],
    ['divergent', 'known-divergent', 'known'],
    ['divergent', 'flaky', 'ok'],
    ['fail', undefined, 'regression'],
    ['fail', 'known-fail', 'known'],
    ['fail', 'known-divergent', 'regression'],
    ['fail', 'flaky', 'known'],
    ['flaky', undefined, 'regression'],
    ['flaky', 'known-fail', 'regression'],
    ['flaky', 'known-divergent', 'regression'],
    ['flaky', 'flaky', 'known'],
    ['skipped', undefined, 'ok'],
    ['skipped', 'known-fail', 'ok'],
    ['inconclusive', undefined, 'incomplete'],
    ['inconclusive', 'known-fail', 'incomplete'],
    ['inconclusive', 'flaky', 'incomplete'],
  ] as const)('%s, expected %s: %s', (outcome, expected, verdict) => {
    const check = shortCheck('a', outcome);
    expect(judgeCheck(check, expected && entry(expected)).verdict).toBe(verdict);
  });

  it('says how a check is not what its entry says', () => {
    const against = (outcome: 'fail' | 'flaky', expected: Expect, outcomes?: AttemptOutcome[]) =>
      judgeCheck(shortCheck('a', outcome, outcomes && { outcomes }), entry(expected)).differences;
    expect(against('fail', 'known-divergent')).toEqual(['violates the documentation now']);
    expect(against('flaky', 'known-fail', ['fail', 'pass', 'fail'])).toEqual([
      'is not always wrong: 2 fail, 1 pass; then say expect: flaky',
    ]);
    expect(against('flaky', 'known-fail')).toEqual(['is not always wrong: ; then say expect: flaky']);
  });

  it('lets a failure that the reference shares satisfy and break nothing', () => {
    for (const outcome of ['fail', 'flaky'] as const) {
      for (const of of [undefined, entry('known-fail'), entry('flaky')]) {
        expect(judgeCheck(shortCheck('a', outcome, { referenceFailed: true }), of)).toEqual({
          verdict: 'incomplete',
        });
      }
    }
  });

  it('knows a failure by its status, error code and whatever else is wrong', () => {
    const known = entry('known-fail', {
      status: 200,
      code: 'What*',
      facets: { 'header content-range': ['absent'], body: ['*'] },
    });
    const same = { 'header content-range': 'absent', body: 'ten bytes' };
    expect(judgeCheck(failing(200, same), known)).toEqual({ verdict: 'known' });
    const differences = (check: ReturnType<typeof failing>) => judgeCheck(check, known).differences;
    expect(differences(failing(500, same))).toEqual(['status is 500, known is 200']);
    expect(differences(failing(200, { body: 'x' }))).toEqual(['header content-range is no longer wrong']);
    expect(differences(failing(200, { ...same, 'header etag': '"x"' }))).toEqual([
      'header etag is wrong too: "x"',
    ]);
    expect(differences(failing(200, { ...same, 'header content-range': 'bytes 0-3/4' }))).toEqual([
      'header content-range is bytes 0-3/4, known is absent',
    ]);
    const code = { exchange: 0, facet: 'error code', expected: 'x', got: 'Other' };
    const check = failing(200, same);
    expect(differences({ ...check, mismatches: [...check.mismatches, code] })).toEqual([
      'wrong code is Other, known is What*',
    ]);
  });

  it('lets what an entry leaves out be anything', () => {
    expect(judgeCheck(failing(500, { body: 'x' }), entry('known-fail')).verdict).toBe('known');
    const status = entry('known-fail', { status: 500 });
    expect(judgeCheck(failing(500, { body: 'x' }), status).verdict).toBe('known');
  });

  it('holds for every outcome and expectation', () => {
    fc.assert(
      fc.property(anyCheck, fc.option(anyEntry, { nil: undefined }), (check, expected) => {
        const { verdict, differences } = judgeCheck(check, expected);
        const { outcome, referenceFailed } = check;
        // Only something seen to be wrong is excused.
        if (verdict === 'known') {
          expect(expected).toBeDefined();
          expect(['fail', 'divergent', 'flaky']).toContain(outcome);
        }
        if (expected?.expect === 'known-fail' && verdict === 'known') expect(outcome).toBe('fail');
        // What could not be judged is never green, never a regression, whatever was expected.
        expect(verdict === 'incomplete').toBe(
          outcome === 'inconclusive' || (referenceFailed && (outcome === 'fail' || outcome === 'flaky')),
        );
        if (verdict === 'fixed') expect(['pass', 'divergent']).toContain(outcome);
        if (verdict === 'regression') expect(['fail', 'divergent', 'flaky']).toContain(outcome);
        // Without an entry nothing is known, fixed or different.
        if (expected === undefined) expect(['ok', 'regression', 'incomplete']).toContain(verdict);
        expect(differences !== undefined).toBe(verdict === 'regression' && expected !== undefined);
        // Nobody's expectation makes a failure ok.
        if (outcome === 'fail') expect(verdict).not.toBe('ok');
      }),
    );
  });
});
