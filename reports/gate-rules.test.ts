import { describe, expect, it } from 'vitest';
import { decidingOf, gateRules, type VerdictOptions } from './gate-rules.ts';
import { CHECK_ERROR, type CheckRecord } from './record.ts';
import type { SummariseOptions } from './summarise.ts';
import { runWith, shortCheck, summaryOf } from './testing/summaries.ts';

async function rules(
  checks: readonly CheckRecord[],
  options: VerdictOptions = {},
  more: { readonly run?: Parameters<typeof runWith>[1]; readonly against?: SummariseOptions } = {},
) {
  const summary = await summaryOf(runWith(checks, more.run), more.against);
  return gateRules(summary, decidingOf(summary, options.level ?? 'must'), options);
}

const broken = (all: Awaited<ReturnType<typeof rules>>) =>
  all
    .filter(({ state }) => state !== 'held')
    .map(({ id, state, count, checks, exitCode }) => [id, state, count, checks, exitCode]);

const flaky = { outcomes: ['pass', 'fail'], reason: { code: 'flaky', message: 'm' } } as const;
const shared = { referenceFailed: true } as const;

describe('the rules of the gate', () => {
  it('are all shown where all hold, in the order in which they decide', async () => {
    expect(
      (await rules([shortCheck('a', 'pass')])).map(({ id, says, state, count, exitCode }) => [
        id,
        says,
        state,
        count,
        exitCode,
      ]),
    ).toEqual([
      ['conforms', 'no required check fails', 'held', 0, 1],
      ['same-as-reference', 'no required check is answered differently than by the reference', 'held', 0, 1],
      ['checks-sound', 'no check broke down for a reason that is not the target’s', 'held', 0, 4],
      ['reference-sound', 'the bundled reference passes every check', 'held', 0, 4],
      ['complete', 'every planned check is recorded and the run reached its end', 'held', 0, 5],
      ['something-judged', 'at least one required check ran', 'held', 0, 5],
      ['all-judged', 'no required check was inconclusive', 'held', 0, 5],
    ]);
  });

  it('speak of the levels that decide', async () => {
    const says = async (level: 'should' | 'may') =>
      (await rules([shortCheck('a', 'pass')], { level }))[0]?.says;
    expect([await says('should'), await says('may')]).toEqual([
      'no required and recommended check fails',
      'no check fails',
    ]);
  });

  it('name the checks against them', async () => {
    const checks = [
      shortCheck('fails', 'fail'),
      shortCheck('shared', 'fail', shared),
      shortCheck('mild', 'fail', { level: 'should' }),
      shortCheck('differs', 'divergent'),
      shortCheck('unclear', 'inconclusive'),
      shortCheck('broke-down', 'inconclusive', { reason: { code: CHECK_ERROR, message: 'm' } }),
    ];
    expect(broken(await rules(checks))).toEqual([
      ['conforms', 'broken', 1, ['fails'], 1],
      ['same-as-reference', 'allowed', 1, ['differs'], 1],
      ['checks-sound', 'broken', 1, ['broke-down'], 4],
      ['reference-sound', 'broken', 1, ['shared'], 4],
      ['all-judged', 'broken', 2, ['unclear', 'broke-down'], 5],
    ]);
    const strict = await rules(checks, { failDivergent: true, allowInconclusive: true, level: 'should' });
    expect(broken(strict).map(([id, state, count]) => [id, state, count])).toEqual([
      ['conforms', 'broken', 2],
      ['same-as-reference', 'broken', 1],
      ['checks-sound', 'broken', 1],
      ['reference-sound', 'broken', 1],
      ['all-judged', 'allowed', 2],
    ]);
  });

  it('ask repeated checks to agree with themselves', async () => {
    const checks = [
      shortCheck('a', 'flaky', flaky),
      shortCheck('b', 'flaky', { ...flaky, ...shared }),
      shortCheck('c', 'pass'),
    ];
    const steady = (await rules(checks)).find(({ id }) => id === 'steady');
    expect(steady).toMatchObject({
      says: 'no required check disagrees with itself when repeated',
      state: 'broken',
      count: 1,
      checks: ['a'],
      exitCode: 1,
    });
    expect((await rules([shortCheck('a', 'pass')])).some(({ id }) => id === 'steady')).toBe(false);
  });

  it('want something judged and the run whole', async () => {
    expect(broken(await rules([shortCheck('a', 'skipped')]))).toEqual([
      ['something-judged', 'broken', 1, [], 5],
    ]);
    expect(broken(await rules([shortCheck('a', 'pass')], {}, { run: { end: 'none' } }))).toEqual([
      ['complete', 'broken', 1, [], 5],
    ]);
    // Where no required check was planned, any that ran will do.
    expect(broken(await rules([shortCheck('a', 'pass', { level: 'may' })]))).toEqual([]);
    expect(broken(await rules([shortCheck('a', 'skipped', { level: 'may' })]))).toEqual([
      ['something-judged', 'broken', 1, [], 5],
    ]);
  });

  it('count only what the baseline does not speak of', async () => {
    const entries = [
      { id: 'known', expect: 'known-fail', reason: 'r', line: 1 },
      { id: 'other', expect: 'known-fail', got: { status: 999 }, reason: 'r', line: 2 },
      { id: 'odd', expect: 'known-divergent', reason: 'r', line: 3 },
      { id: 'shaky', expect: 'flaky', reason: 'r', line: 4 },
    ] as const;
    const against = { expectations: { baseline: { file: 'b.yaml', entries }, today: '2026-11-21' } };
    const checks = [
      shortCheck('known', 'fail'),
      shortCheck('other', 'fail'),
      shortCheck('new', 'fail'),
      shortCheck('odd', 'divergent'),
      shortCheck('shaky', 'flaky', flaky),
      shortCheck('shakier', 'flaky', flaky),
    ];
    const all = await rules(checks, { failDivergent: true }, { against });
    expect(all[0]?.says).toBe('no required check that the baseline does not name fails');
    expect(broken(all)).toEqual([
      ['conforms', 'broken', 1, ['new'], 1],
      ['steady', 'broken', 1, ['shakier'], 1],
      ['as-known', 'broken', 1, ['other'], 1],
      ['nothing-excused', 'allowed', 3, ['known', 'odd', 'shaky'], 1],
    ]);
  });

  it('name a hundred checks at the most, and count all', async () => {
    const all = await rules(Array.from({ length: 101 }, (_, n) => shortCheck(`c-${n}`, 'fail')));
    expect([all[0]?.count, all[0]?.checks.length]).toEqual([101, 100]);
  });
});
