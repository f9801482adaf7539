import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRecord, RunRecord } from '../record.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { shortCheck } from '../testing/summaries.ts';
import { REASON_PLACEHOLDER } from './baseline.ts';
import { expectationsOf } from './expectations.ts';
import { judgeCheck } from './judge-check.ts';
import { parseBaseline } from './parse-baseline.ts';
import { BaselineUpdate, type BaselineUpdateResult, type UpdateOptions } from './update-baseline.ts';

const [RUN] = sampleRun({ checks: 8 });
if (RUN?.kind !== 'run') throw new Error('the sample starts with its run record');

function update(
  checks: readonly CheckRecord[],
  text: string | undefined,
  change: Partial<UpdateOptions> = {},
): BaselineUpdateResult {
  const run: RunRecord = RUN as RunRecord;
  const update = new BaselineUpdate({
    file: 'b.yaml',
    text,
    run,
    today: '2026-11-21',
    level: 'must',
    withDivergent: false,
    ...change,
  });
  for (const check of checks) update.check(check);
  return update.finish();
}

const WRITTEN = `# Staging. Ask storage@ before you touch this.
dialect: sample-store
catalogue: old
entries:
  # ranges come with the next release
  - id: a/range
    expect: known-fail
    got: { facets: { status: "200" } } # whole object
    reason: ranges are not there yet
    owner: storage
  - id: a/mended # soon
    expect: known-fail
    reason: a bug
  # kept for last
  - { id: b/*, expect: known-fail, reason: the b family }
`;

describe('BaselineUpdate', () => {
  it('starts a file, with reasons to be written', () => {
    const { text, added } = update([shortCheck('a', 'fail'), shortCheck('b', 'pass')], undefined);
    expect(added).toEqual(['a']);
    expect(parseBaseline('b.yaml', text)).toMatchObject({
      dialect: 'sample-store',
      target: 'acme staging',
      catalogue: 'sha256:4be1c3f0a9d27b65',
      entries: [
        {
          id: 'a',
          expect: 'known-fail',
          got: { facets: { status: ['200'] } },
          reason: REASON_PLACEHOLDER,
          since: '2026-11-21',
        },
      ],
    });
  });

  it('keeps comments, reasons and order', () => {
    const checks = [
      shortCheck('a/range', 'fail'),
      shortCheck('a/mended', 'fail'),
      shortCheck('b/one', 'fail'),
      shortCheck('c/new', 'fail'),
    ];
    const { text, added, changed, removed } = update(checks, WRITTEN);
    expect([added, changed, removed]).toEqual([['c/new'], [], []]);
    expect(text.startsWith(WRITTEN.replace('old', 'sha256:4be1c3f0a9d27b65'))).toBe(true);
  });

  it('takes out what is fixed or gone, changes what is otherwise wrong', () => {
    const checks = [
      shortCheck('a/range', 'fail', {
        mismatches: [{ exchange: 0, facet: 'status', expected: '206', got: '500' }],
      }),
      shortCheck('a/mended', 'pass'),
    ];
    const { text, changed, removed, byHand } = update(checks, WRITTEN);
    expect([changed, removed, byHand]).toEqual([['a/range'], ['a/mended', 'b/*'], []]);
    expect(parseBaseline('b.yaml', text).entries).toMatchObject([
      {
        id: 'a/range',
        got: { facets: { status: ['500'] } },
        reason: 'ranges are not there yet',
        owner: 'storage',
      },
    ]);
    expect(text).toContain('# ranges come with the next release');
    expect(text).not.toContain('# kept for last');
  });

  it('leaves entries without a check alone when the run was of selected checks', () => {
    const run = { ...(RUN as RunRecord), selection: { only: ['a/*'], skip: [] } };
    expect(update([shortCheck('a/range', 'fail')], WRITTEN, { run }).removed).toEqual([]);
  });

  it('refuses what could not be judged, and neither adds nor removes it', () => {
    const result = update(
      [
        shortCheck('a/range', 'inconclusive'),
        shortCheck('new', 'inconclusive'),
        shortCheck('ours', 'fail', { referenceFailed: true }),
      ],
      WRITTEN.replace('id: a/mended', 'id: new'),
    );
    expect([result.added, result.changed, result.removed, result.refused]).toEqual([
      [],
      [],
      ['b/*'],
      ['a/range', 'new', 'ours'],
    ]);
  });

  it('leaves globs that fit only some of their checks to people', () => {
    const entry =
      'entries:\n  - { id: b/*, expect: known-fail, got: { facets: { status: "200" } }, reason: x }\n';
    const other = { mismatches: [{ exchange: 0, facet: 'body', expected: 'x', got: 'y' }] };
    const checks = [shortCheck('b/a', 'pass'), shortCheck('b/b', 'fail'), shortCheck('b/c', 'fail', other)];
    const result = update(checks, entry);
    expect(result.byHand).toEqual(['b/*: fixed are b/a', 'b/*: otherwise wrong are b/c']);
    expect(parseBaseline('b.yaml', result.text).entries).toMatchObject([{ id: 'b/*', reason: 'x' }]);
  });

  it('takes a glob out when all of its checks are fixed, and names three of many for people', () => {
    const passed = ['b/1', 'b/2', 'b/3', 'b/4', 'b/5'].map((id) => shortCheck(id, 'pass'));
    const all = update(passed, WRITTEN, {
      run: { ...(RUN as RunRecord), selection: { only: ['b/*'], skip: [] } },
    });
    expect([all.removed, all.byHand]).toEqual([['b/*'], []]);
    const but = update([...passed, shortCheck('b/6', 'fail')], WRITTEN);
    expect([but.removed, but.byHand]).toEqual([
      ['a/range', 'a/mended'],
      ['b/*: fixed are b/1, b/2, b/3 and 2 more'],
    ]);
    const three = update([...passed.slice(0, 3), shortCheck('b/6', 'fail')], WRITTEN);
    expect(three.byHand).toEqual(['b/*: fixed are b/1, b/2, b/3']);
  });

  it('writes code and every value of a facet once, as globs where they change', () => {
    const mismatches = ['one', 'two', 'one'].map((got) => ({
      exchange: 0,
      facet: 'body',
      expected: 'x',
      got,
    }));
    const code = { exchange: 0, facet: 'error code', expected: 'x', got: 'NoSuchKey' };
    const { text } = update([shortCheck('a', 'fail', { mismatches: [...mismatches, code] })], undefined);
    expect(parseBaseline('b.yaml', text).entries[0]?.got).toEqual({
      code: 'NoSuchKey',
      facets: { body: ['one', 'two'] },
    });
  });

  it('gives the baseline as it was', () => {
    const options = {
      file: 'b.yaml',
      run: RUN as RunRecord,
      today: '',
      level: 'must',
      withDivergent: false,
    } as const;
    const before = new BaselineUpdate({ ...options, text: WRITTEN });
    before.check(shortCheck('a/mended', 'pass'));
    before.finish();
    expect(before.baseline).toEqual(parseBaseline('b.yaml', WRITTEN));
    expect(new BaselineUpdate({ ...options, text: undefined }).baseline.entries).toEqual([]);
  });

  it('asks for a new reason when the expectation becomes another one', () => {
    const text = 'entries:\n  - { id: a, expect: known-divergent, reason: cosmetic }\n';
    const { entries } = parseBaseline('b.yaml', update([shortCheck('a', 'fail')], text).text);
    expect(entries).toMatchObject([{ id: 'a', expect: 'known-fail', reason: REASON_PLACEHOLDER }]);
  });

  it('writes divergences and milder levels only when asked', () => {
    const checks = [shortCheck('a', 'divergent'), shortCheck('b', 'fail', { level: 'should' })];
    expect(update(checks, undefined).added).toEqual([]);
    expect(update(checks, undefined, { withDivergent: true, level: 'may' }).added).toEqual(['a', 'b']);
  });

  it('writes a file that fits the run it was made from, and does not change it again', () => {
    fc.assert(
      fc.property(wholeRun, ({ run, checks }) => {
        const options = { run, level: 'may', withDivergent: true } as const;
        const { text, refused } = update(checks, undefined, options);
        const expectations = expectationsOf(parseBaseline('b.yaml', text));
        for (const check of checks) {
          const { verdict } = judgeCheck(check, expectations.of(check.id));
          expect(verdict).toBe(
            refused.includes(check.id)
              ? 'incomplete'
              : ['pass', 'skipped'].includes(check.outcome)
                ? 'ok'
                : 'known',
          );
        }
        const again = update(checks, text, options);
        expect([again.added, again.changed, again.removed, again.text]).toEqual([[], [], [], text]);
      }),
    );
  });
});
