import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRecord, RunFileRecord, RunRecord } from '../record.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf } from '../testing/sample-run.ts';
import { runWith, shortCheck, summaryOf } from '../testing/summaries.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';
import { REASON_PLACEHOLDER } from './baseline.ts';

const TODAY = '2026-11-21';

function entry(id: string, change: Partial<BaselineEntry> = {}): BaselineEntry {
  return { id, expect: 'known-fail', reason: 'accepted', line: 7, ...change };
}

const baselineOf = (...entries: BaselineEntry[]): Baseline => ({ file: 'b.yaml', entries });

async function gate(records: readonly RunFileRecord[], ...entries: BaselineEntry[]): Promise<Verdict> {
  const expectations = { baseline: baselineOf(...entries), today: TODAY };
  return verdictOf(await summaryOf(records, { expectations }));
}

function runOf(checks: readonly CheckRecord[], change: Partial<RunRecord> = {}): RunFileRecord[] {
  return runWith(checks).map((record) => (record.kind === 'run' ? { ...record, ...change } : record));
}

const broken = ({ rules }: Verdict): string[] =>
  rules.filter(({ state }) => state === 'broken').map(({ id, count }) => `${id} ${count}`);
const brief = (verdict: Verdict) => [verdict.exitCode, verdict.state, broken(verdict)];

const pass = shortCheck('a/pass', 'pass');
const fail = shortCheck('a/fail', 'fail');
const asNow = { facets: { status: ['200'] } };

describe('a gate with a baseline', () => {
  it('passes when everything wrong is wrong as known, and says what it tolerates', async () => {
    const verdict = await gate(runOf([pass, fail]), entry('a/fail', { got: asNow }));
    expect(brief(verdict)).toEqual([0, 'known', []]);
    expect(verdict.sentence).toBe(
      '2 of 2 required checks ran; 1 violates the documentation, all of them known to the baseline.',
    );
    expect(verdict.rules.find(({ id }) => id === 'nothing-excused')).toMatchObject({
      state: 'allowed',
      count: 1,
      details: ['a/fail: accepted'],
    });
  });

  it('breaks on a new failure', async () => {
    const verdict = await gate(runOf([pass, fail, shortCheck('a/new', 'fail')]), entry('a/fail'));
    expect(brief(verdict)).toEqual([1, 'violates', ['conforms 1']]);
    expect(verdict.rules[0]?.checks).toEqual(['a/new']);
    expect(verdict.sentence).toBe(
      '3 of 3 required checks ran; 1 is wrong in a way the baseline does not know.',
    );
  });

  it('breaks on a failure that is another one', async () => {
    const got = { facets: { body: ['*'] } };
    const verdict = await gate(runOf([pass, fail]), entry('a/fail', { got }));
    expect(brief(verdict)).toEqual([1, 'violates', ['as-known 1']]);
    expect(verdict.rules.find(({ id }) => id === 'as-known')?.details).toEqual([
      'a/fail: status is wrong too: 200; body is no longer wrong (b.yaml:7)',
    ]);
  });

  it('breaks on what has been fixed, of a glob too', async () => {
    expect(brief(await gate(runOf([pass]), entry('a/pass')))).toEqual([1, 'outdated', ['nothing-fixed 1']]);
    expect(brief(await gate(runOf([pass, fail]), entry('a/*')))).toEqual([
      1,
      'outdated',
      ['nothing-fixed 1'],
    ]);
    expect(brief(await gate(runOf([fail]), entry('a/*')))).toEqual([0, 'known', []]);
  });

  it('breaks on an entry that matches nothing, in a whole run of all checks', async () => {
    for (const id of ['a/gone', 'b/*']) {
      expect(brief(await gate(runOf([pass]), entry(id)))).toEqual([1, 'outdated', ['entries-match 1']]);
      const selection = { only: ['a/*'], skip: [] };
      expect((await gate(runOf([pass], { selection }), entry(id))).exitCode).toBe(0);
      const shard = { index: 1, count: 2, checks: 2 };
      expect((await gate(runOf([pass], { shard }), entry(id))).exitCode).toBe(0);
      const cut = await gate(runWith([pass], { end: 'none' }), entry(id));
      expect(brief(cut)).toEqual([5, 'incomplete', ['complete 1']]);
    }
    // An entry that another one stands in front of speaks of nothing either.
    expect((await gate(runOf([fail]), entry('a/fail'), entry('a/*'))).exitCode).toBe(1);
  });

  it('breaks on entries that have expired or say no reason', async () => {
    const records = runOf([pass, fail]);
    const expires = (day: string) => gate(records, entry('a/fail', { expires: day }));
    expect(brief(await expires('2026-11-20'))).toEqual([1, 'outdated', ['entries-current 1']]);
    expect((await expires(TODAY)).exitCode).toBe(0);
    const unexplained = await gate(records, entry('a/fail', { reason: REASON_PLACEHOLDER }));
    expect(brief(unexplained)).toEqual([1, 'outdated', ['entries-explained 1']]);
    expect(unexplained.sentence).toContain('1 entry has no reason yet');
  });

  it('is satisfied by no inconclusive check, and ignores skipped ones', async () => {
    const inconclusive = shortCheck('a/fail', 'inconclusive');
    expect(brief(await gate(runOf([pass, inconclusive]), entry('a/fail')))).toEqual([
      5,
      'unclear',
      ['all-judged 1'],
    ]);
    expect((await gate(runOf([pass, shortCheck('a/fail', 'skipped')]), entry('a/fail'))).exitCode).toBe(0);
  });

  it('breaks on a check that disagrees with itself, unless that is expected', async () => {
    const flaky = shortCheck('a/flaky', 'flaky', {
      outcomes: ['pass', 'fail'],
      reason: { code: 'flaky', message: '1 fail, 1 pass' },
    });
    const verdict = await gate(runOf([pass, flaky]));
    expect(brief(verdict)).toEqual([1, 'unsteady', ['steady 1']]);
    expect(verdict.sentence).toContain('1 came out differently when repeated');
    expect((await gate(runOf([pass, flaky]), entry('a/flaky', { expect: 'flaky' }))).exitCode).toBe(0);
    expect(brief(await gate(runOf([pass, flaky]), entry('a/flaky')))).toEqual([
      1,
      'violates',
      ['as-known 1'],
    ]);
  });

  it('says when the baseline is of another catalogue', async () => {
    const expectations = { baseline: { ...baselineOf(entry('a/fail')), catalogue: 'old' }, today: TODAY };
    const verdict = verdictOf(await summaryOf(runOf([pass, fail]), { expectations }));
    expect(verdict.notes.join(' ')).toContain('written under another catalogue (old)');
  });

  it('is never green while an expectation does not hold, and never excuses more than it says', async () => {
    await fc.assert(
      fc.asyncProperty(
        wholeRun,
        fc.array(
          fc.record({
            pick: fc.nat({ max: 9 }),
            expect: fc.constantFrom('known-fail', 'known-divergent', 'flaky'),
            expires: fc.constantFrom('2026-01-01', '2027-01-01'),
          }),
          { maxLength: 4 },
        ),
        async ({ run, checks }, picks) => {
          const { selection: _selection, shard: _shard, ...full } = run;
          const entries = new Map(
            picks.map(({ pick, ...rest }) => {
              const id = checks[pick]?.id ?? `none-${pick}`;
              return [id, entry(id, rest)];
            }),
          );
          const verdict = await gate([full, ...checks, endOf(checks)], ...entries.values());
          const excused = checks.filter(({ id }) => entries.has(id));
          const holds =
            [...entries.keys()].every((id) => checks.some((check) => check.id === id)) &&
            [...entries.values()].every(({ expires }) => expires === '2027-01-01') &&
            excused.every(({ id, outcome }) => outcome !== 'pass' || entries.get(id)?.expect === 'flaky') &&
            checks.every(
              ({ id, outcome, level, referenceFailed }) =>
                outcome !== 'fail' || referenceFailed || level !== 'must' || entries.has(id),
            );
          if (!holds) expect(verdict.exitCode).not.toBe(0);
          for (const { id, outcome } of checks) {
            const tolerated = verdict.rules
              .find((rule) => rule.id === 'nothing-excused')
              ?.checks.includes(id);
            if (tolerated) {
              expect(entries.has(id)).toBe(true);
              expect(['fail', 'divergent', 'flaky']).toContain(outcome);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
