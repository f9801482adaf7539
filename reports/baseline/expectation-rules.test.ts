import { describe, expect, it } from 'vitest';
import { indexRun } from '../diff/run-index.ts';
import type { GateRule } from '../gate-rule.ts';
import type { CheckRecord, RunRecord } from '../record.ts';
import type { Summary } from '../summary.ts';
import { runWith, shortCheck, summaryOf, withRecordFile } from '../testing/summaries.ts';
import type { BaselineEntry } from './baseline.ts';
import { expectationRules } from './expectation-rules.ts';

const entry = (id: string, change: Partial<BaselineEntry> = {}): BaselineEntry => ({
  id,
  expect: 'known-fail',
  reason: 'because',
  line: 7,
  ...change,
});

const TODAY = '2026-11-21';

function summarised(
  checks: readonly CheckRecord[],
  entries: readonly BaselineEntry[],
  change: Partial<RunRecord> = {},
): Promise<Summary> {
  const records = runWith(checks).map((record) =>
    record.kind === 'run' ? { ...record, ...change } : record,
  );
  return summaryOf(records, { expectations: { baseline: { file: 'b.yaml', entries }, today: TODAY } });
}

const brief = (rule: GateRule | undefined) => rule && [rule.state, rule.count, rule.details];
const all = (summary: Summary): ReadonlyMap<string, GateRule> => {
  const { differing, outdated, excused } = expectationRules(summary);
  return new Map([...differing, ...outdated, ...excused].map((rule) => [rule.id, rule]));
};

describe('rules of a baseline', () => {
  it('are all held, and all shown, where it fits', async () => {
    const rules = all(await summarised([shortCheck('a', 'pass')], []));
    expect(
      [...rules.values()].map(({ id, says, state, count, exitCode }) => [id, says, state, count, exitCode]),
    ).toEqual([
      ['as-known', 'what is known to be wrong is wrong in the known way', 'held', 0, 1],
      ['nothing-fixed', 'nothing that the baseline calls wrong has been fixed', 'held', 0, 1],
      ['entries-match', 'every entry of the baseline speaks of a check', 'held', 0, 1],
      ['entries-current', 'no entry of the baseline has expired', 'held', 0, 1],
      ['entries-explained', 'every entry of the baseline says why', 'held', 0, 1],
      ['nothing-excused', 'no check is excused by the baseline', 'held', 0, 1],
    ]);
  });

  it('say of each check and entry against them what and where', async () => {
    const checks = [
      shortCheck('known', 'fail'),
      shortCheck('issue', 'fail'),
      shortCheck('fixed', 'pass'),
      shortCheck('other', 'fail'),
    ];
    const rules = all(
      await summarised(checks, [
        entry('known'),
        entry('issue', { issue: 'STORE-17' }),
        entry('fixed'),
        entry('other', { got: { facets: { body: ['x'] } } }),
        entry('gone', { reason: 'TODO', expires: '2026-01-01' }),
      ]),
    );
    expect(brief(rules.get('as-known'))).toEqual([
      'broken',
      1,
      ['other: status is wrong too: 200; body is no longer wrong (b.yaml:7)'],
    ]);
    expect(rules.get('as-known')?.checks).toEqual(['other']);
    expect(brief(rules.get('nothing-fixed'))).toEqual([
      'broken',
      1,
      ['fixed: pass, not known-fail any more (b.yaml:7)'],
    ]);
    expect(brief(rules.get('entries-match'))).toEqual(['broken', 1, ['b.yaml:7 gone']]);
    expect(rules.get('entries-match')?.checks).toEqual([]);
    expect(brief(rules.get('entries-current'))).toEqual([
      'broken',
      1,
      ['b.yaml:7 gone: expired after 2026-01-01'],
    ]);
    expect(brief(rules.get('entries-explained'))).toEqual([
      'broken',
      1,
      ['b.yaml:7 gone: the reason is still to be written'],
    ]);
    expect(brief(rules.get('nothing-excused'))).toEqual([
      'allowed',
      2,
      ['known: because', 'issue: because (STORE-17)'],
    ]);
  });

  it('ask for a check of every entry only of a whole run of all checks', async () => {
    const selection = { only: ['a'], skip: [] };
    const some = all(await summarised([shortCheck('a', 'pass')], [entry('gone')], { selection })).get(
      'entries-match',
    );
    expect(brief(some)).toEqual(['allowed', 1, ['b.yaml:7 gone']]);
    expect(some?.says).toMatch(/of a check of this run, which is not all of them$/);
    const planned = { checks: 2, must: 2, should: 0, may: 0 };
    const cut = all(await summarised([shortCheck('a', 'pass')], [entry('gone')], { planned })).get(
      'entries-match',
    );
    expect(cut?.state).toBe('allowed');
  });

  it('name a hundred at the most, and count all', async () => {
    const checks = Array.from({ length: 103 }, (_, n) => shortCheck(`c-${n}`, 'pass'));
    const rules = all(
      await summarised(checks, [entry('c-*'), ...Array.from({ length: 101 }, (_, n) => entry(`x-${n}`))]),
    );
    for (const [id, count] of [
      ['nothing-fixed', 103],
      ['entries-match', 101],
    ] as const) {
      expect([rules.get(id)?.count, rules.get(id)?.details?.length]).toEqual([count, 100]);
    }
    expect(rules.get('nothing-fixed')?.checks).toHaveLength(100);
  });

  it('are none where there is neither baseline nor earlier run', async () => {
    const summary = await summaryOf(runWith([shortCheck('a', 'fail')]));
    expect(expectationRules(summary)).toEqual({ differing: [], outdated: [], excused: [] });
  });
});

describe('the rule of an earlier run', () => {
  async function vanished(
    before: Partial<RunRecord>,
    after: { readonly end?: 'none' } = {},
    gone: readonly CheckRecord[] = [shortCheck('gone', 'divergent')],
  ): Promise<GateRule | undefined> {
    const records = runWith([shortCheck('a', 'pass'), ...gone]);
    const earlier = await withRecordFile(
      records.map((record) => (record.kind === 'run' ? { ...record, ...before } : record)),
      indexRun,
    );
    const summary = await summaryOf(runWith([shortCheck('a', 'pass')], after), { earlier });
    const { differing, outdated, excused } = expectationRules(summary);
    expect([differing, excused]).toEqual([[], []]);
    return outdated[0];
  }

  it('is broken by a check that has gone', async () => {
    expect(await vanished({})).toEqual({
      id: 'nothing-vanished',
      says: 'no check of the earlier run has vanished',
      state: 'broken',
      count: 1,
      checks: [],
      details: ['gone: divergent before'],
      exitCode: 1,
    });
    expect((await vanished({}, {}, []))?.state).toBe('held');
    const many = Array.from({ length: 101 }, (_, n) => shortCheck(`gone-${n}`, 'pass'));
    expect((await vanished({}, {}, many))?.details).toHaveLength(100);
  });

  it('decides nothing under another catalogue, or when one of the runs is not whole', async () => {
    const other = await vanished({ catalogue: 'other' });
    expect([other?.state, other?.says]).toEqual([
      'allowed',
      'no check of the earlier run has vanished, which had another catalogue',
    ]);
    expect((await vanished({ planned: { checks: 9, must: 9, should: 0, may: 0 } }))?.state).toBe('allowed');
    expect((await vanished({}, { end: 'none' }))?.state).toBe('allowed');
  });
});
