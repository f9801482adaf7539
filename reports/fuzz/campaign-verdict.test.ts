import { describe, expect, it } from 'vitest';
import {
  campaignWith,
  divergentFinding,
  entry,
  idOf,
  judged,
  sampleFinding,
  sampleReplay,
} from '../testing/sample-campaign.ts';

type Outcome = readonly [exitCode: number, broken: string | undefined];

async function outcome(...args: Parameters<typeof judged>): Promise<Outcome> {
  const { verdict } = await judged(...args);
  return [verdict.exitCode, verdict.rules.find(({ state }) => state === 'broken')?.id];
}

describe('the gate of a campaign', () => {
  it('passes where nothing was found, and shows every rule with its count', async () => {
    const { verdict } = await judged(campaignWith([]));
    expect(verdict.exitCode).toBe(0);
    expect(verdict.sentence).toBe('900 cases in 1 min 0 s; nothing was found.');
    expect(verdict.rules.map(({ state, count }) => `${state} ${count}`)).toEqual(
      verdict.rules.map(() => 'held 0'),
    );
    const withBaseline = await judged(campaignWith([]), []);
    expect(withBaseline.verdict.rules.length).toBeGreaterThan(verdict.rules.length);
  });

  it('is broken by findings of grade fail, and by milder ones when they are asked to decide', async () => {
    const grades = ['fail', 'non-strict', 'informational'] as const;
    const found = grades.map((grade, index) => sampleFinding(String(index), { grade }));
    expect(await outcome(campaignWith(found.slice(0, 1)))).toEqual([1, 'no-finding']);
    expect(await outcome(campaignWith(found.slice(1)))).toEqual([0, undefined]);
    expect(await outcome(campaignWith(found.slice(1)), undefined, { level: 'should' })).toEqual([
      1,
      'no-finding',
    ]);
    expect(await outcome(campaignWith(found.slice(2)), undefined, { level: 'should' })).toEqual([
      0,
      undefined,
    ]);
    expect(await outcome(campaignWith(found.slice(2)), undefined, { level: 'may' })).toEqual([
      1,
      'no-finding',
    ]);
  });

  it('counts what was found to be another sight of something worse no more', async () => {
    const found = [divergentFinding('1'), sampleFinding('2', { supersedes: [idOf('1')] })];
    const { summary, verdict } = await judged(campaignWith(found, { findings: 1 }));
    expect(summary.findings.map(({ finding }) => finding.id)).toEqual([idOf('2')]);
    expect(summary.counts).toMatchObject({ fail: 1, divergent: 0 });
    expect(summary.incomplete).toEqual([]);
    expect(verdict.exitCode).toBe(1);
  });

  it('is never broken by what only differs from the reference, and says how many do', async () => {
    const { verdict } = await judged(campaignWith([divergentFinding('1')]), [], {
      level: 'may',
      failDivergent: true,
    });
    expect(verdict.exitCode).toBe(0);
    expect(verdict.rules.find(({ id }) => id === 'same-as-reference')).toMatchObject({
      state: 'allowed',
      count: 1,
      checks: [idOf('1')],
    });
  });

  it('tells known from new, by the id, the family or a glob', async () => {
    const found = campaignWith([sampleFinding('1'), sampleFinding('2')]);
    expect(await outcome(found, [entry('1')])).toEqual([1, 'no-finding']);
    expect(await outcome(found, [entry('1'), entry('2')])).toEqual([0, undefined]);
    expect(await outcome(found, [entry('1'), entry('9', { family: '2'.repeat(12) })])).toEqual([
      0,
      undefined,
    ]);
    expect(await outcome(found, [entry('1', { id: 'F-*' })])).toEqual([0, undefined]);
    expect(await outcome(found, [entry('1', { id: 'F-1*' })])).toEqual([1, 'no-finding']);
  });

  it('is broken by what is wrong in another way than known', async () => {
    const found = campaignWith([sampleFinding('1')]);
    expect(await outcome(found, [entry('1', { got: { status: 200 } })])).toEqual([0, undefined]);
    expect(await outcome(found, [entry('1', { got: { status: 500 } })])).toEqual([1, 'as-known']);
    expect(await outcome(found, [entry('1', { expect: 'known-divergent' })])).toEqual([1, 'as-known']);
    const differs = campaignWith([divergentFinding('1')]);
    const known = {
      expect: 'known-divergent',
      got: { status: 200, facets: { 'header etag': ['"b"'] } },
    } as const;
    expect(await outcome(differs, [entry('1', known)])).toEqual([0, undefined]);
    const other = { ...known, got: { facets: { 'header etag': ['"c"'] } } };
    expect(await outcome(differs, [entry('1', other)])).toEqual([1, 'as-known']);
  });

  it('takes a finding that only differs now for fixed', async () => {
    expect(await outcome(campaignWith([divergentFinding('1')]), [entry('1')])).toEqual([1, 'nothing-fixed']);
  });

  it('does not take what a campaign did not meet for fixed: only its case can tell', async () => {
    expect(await outcome(campaignWith([]), [entry('1')])).toEqual([0, undefined]);
    const { verdict } = await judged(campaignWith([]), [entry('1')]);
    expect(verdict.rules.find(({ id }) => id === 'entries-met')).toMatchObject({
      state: 'allowed',
      count: 1,
    });
  });

  it.each<[string, Parameters<typeof sampleReplay>[1], Parameters<typeof entry>[1], Outcome]>([
    ['still there: known', {}, {}, [0, undefined]],
    ['still there with the known outcome: known', {}, { got: { status: 200 } }, [0, undefined]],
    ['still there with another outcome', { got: '500' }, { got: { status: 200 } }, [1, 'as-known']],
    ['changed', { state: 'changed', note: 'transport: hang' }, {}, [1, 'as-known']],
    ['fixed', { state: 'fixed' }, {}, [1, 'nothing-fixed']],
    ['fixed, and known to come and go', { state: 'fixed' }, { expect: 'flaky' }, [0, undefined]],
    ['not to be sent', { state: 'cannot-run' }, {}, [5, 'known-judged']],
    ['a difference only, as known', { grade: 'divergent' }, { expect: 'known-divergent' }, [0, undefined]],
    ['a failure where a difference is known', {}, { expect: 'known-divergent' }, [1, 'as-known']],
  ])('of a known finding that was sent again: %s', async (_what, replay, change, expected) => {
    expect(await outcome(campaignWith([sampleReplay('1', replay)]), [entry('1', change)])).toEqual(expected);
  });

  it('can be told to pass though known findings could not be sent', async () => {
    const records = campaignWith([sampleReplay('1', { state: 'cannot-run' })]);
    expect(await outcome(records, [entry('1')], { allowInconclusive: true })).toEqual([0, undefined]);
  });

  it('asks for reasons, and lets entries expire', async () => {
    const found = campaignWith([sampleFinding('1')]);
    expect(await outcome(found, [entry('1', { expires: '2026-11-21' })])).toEqual([0, undefined]);
    expect(await outcome(found, [entry('1', { expires: '2026-11-20' })])).toEqual([1, 'entries-current']);
    expect(await outcome(found, [entry('1', { reason: 'TODO' })])).toEqual([1, 'entries-explained']);
  });

  it('has nothing to do with entries about checks', async () => {
    const about = {
      id: 'sample/a/fail',
      expect: 'known-fail',
      reason: 'TODO',
      line: 1,
      expires: '2000-01-01',
    } as const;
    expect(await outcome(campaignWith([]), [about])).toEqual([0, undefined]);
  });

  it('says that what the reference shares is our bug, whatever the baseline says', async () => {
    const shared = campaignWith([sampleFinding('1', { referenceToo: true })]);
    expect(await outcome(shared)).toEqual([4, 'reference-sound']);
    expect(await outcome(shared, [entry('1')])).toEqual([4, 'reference-sound']);
  });

  it.each<[string, Parameters<typeof campaignWith>[1], string]>([
    ['killed', 'none', 'complete'],
    ['ended early', { aborted: { code: 'target-unreachable', message: 'gone' } }, 'complete'],
    ['short of findings', { findings: 7 }, 'complete'],
    [
      'in which nothing came through',
      { outcomes: { infrastructure: 3, 'not-delivered': 9 } },
      'something-sent',
    ],
    ['that left something', { leftBehind: ['bucket b'] }, 'nothing-left'],
  ])('is not passed by a campaign that was %s', async (_what, end, broken) => {
    expect(await outcome(campaignWith([], end))).toEqual([5, broken]);
  });

  it('lets a finding outrank whatever else is broken', async () => {
    const records = campaignWith([sampleFinding('1'), sampleFinding('2', { referenceToo: true })], 'none');
    expect(await outcome(records)).toEqual([1, 'no-finding']);
  });

  it('counts findings it has no room for, and holds none of them for known', async () => {
    const many = Array.from({ length: 520 }, (_, index) =>
      sampleFinding('1', { id: `F-${index.toString(16).padStart(12, '0')}` }),
    );
    const { summary, verdict } = await judged(campaignWith(many), [entry('1', { id: 'F-*' })]);
    expect([summary.findings.length, summary.unlisted.length]).toEqual([500, 20]);
    expect(verdict.rules.find(({ id }) => id === 'no-finding')?.count).toBe(20);
  });
});
