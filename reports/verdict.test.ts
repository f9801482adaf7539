import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from './record.ts';
import { wholeRun } from './testing/record-arbitraries.ts';
import { endOf } from './testing/sample-run.ts';
import { runWith, shortCheck, summaryOf } from './testing/summaries.ts';
import { type Verdict, type VerdictOptions, verdictOf } from './verdict.ts';

type Plan = Partial<Record<Outcome, number>>;

/** `n` checks of each outcome. */
function checksOf(plan: Plan, change: Parameters<typeof shortCheck>[2] = {}, prefix = 'must') {
  return Object.entries(plan).flatMap(([outcome, n]) =>
    Array.from({ length: n }, (_, i) => shortCheck(`${prefix}/${outcome}-${i}`, outcome as Outcome, change)),
  );
}

async function verdict(
  plan: Plan,
  options: VerdictOptions = {},
  more: { readonly should?: Plan; readonly may?: Plan; readonly run?: Parameters<typeof runWith>[1] } = {},
): Promise<Verdict> {
  const checks = [
    ...checksOf(plan),
    ...checksOf(more.should ?? {}, { level: 'should' }, 'should'),
    ...checksOf(more.may ?? {}, { level: 'may' }, 'may'),
  ];
  return verdictOf(await summaryOf(runWith(checks, more.run)), options);
}

const brief = ({ exitCode, state, sentence }: Verdict) => [exitCode, state, sentence];

describe('verdictOf', () => {
  it('says that all conform', async () => {
    expect(brief(await verdict({ pass: 12 }))).toEqual([
      0,
      'conforms',
      '12 of 12 required checks ran; all conform to the documentation.',
    ]);
  });

  it('counts violations over what ran and what was planned', async () => {
    expect(brief(await verdict({ pass: 403, fail: 9, skipped: 18 }))).toEqual([
      1,
      'violates',
      '412 of 430 required checks ran; 9 violate the documentation.',
    ]);
    expect((await verdict({ fail: 1 })).sentence).toBe(
      '1 of 1 required checks ran; 1 violates the documentation.',
    );
  });

  it('does not count a skip as a pass', async () => {
    expect(brief(await verdict({ pass: 3, skipped: 2 }))).toEqual([
      0,
      'partial',
      '3 of 5 required checks ran; all that ran conform to the documentation, 2 were skipped.',
    ]);
  });

  it('is not green when nothing ran', async () => {
    expect(brief(await verdict({ skipped: 4 }))).toEqual([
      5,
      'incomplete',
      '0 of 4 required checks ran; nothing is known about the target.',
    ]);
    expect(brief(await verdict({}))).toEqual([
      5,
      'incomplete',
      'No required checks were selected; nothing is known about the target.',
    ]);
    expect((await verdict({ skipped: 4 }, {}, { should: { pass: 3 } })).exitCode).toBe(5);
  });

  it('is not green when a required check could not be judged, unless that is allowed', async () => {
    expect(brief(await verdict({ pass: 3, inconclusive: 1 }))).toEqual([
      5,
      'unclear',
      '3 of 4 required checks ran; none violates the documentation, but 1 could not be judged.',
    ]);
    expect(brief(await verdict({ pass: 3, inconclusive: 1 }, { allowInconclusive: true }))).toEqual([
      0,
      'partial',
      '3 of 4 required checks ran; all that ran conform to the documentation, 1 could not be judged.',
    ]);
    expect((await verdict({ inconclusive: 4 }, { allowInconclusive: true })).exitCode).toBe(5);
    expect((await verdict({ pass: 1 }, {}, { should: { inconclusive: 1 } })).exitCode).toBe(0);
  });

  it('lets a divergent check conform, unless asked otherwise', async () => {
    expect(brief(await verdict({ pass: 3, divergent: 2 }))).toEqual([
      0,
      'conforms',
      '5 of 5 required checks ran; all conform to the documentation.',
    ]);
    expect(brief(await verdict({ pass: 3, divergent: 2 }, { failDivergent: true }))).toEqual([
      1,
      'differs',
      '5 of 5 required checks ran; none violates the documentation, but 2 are answered differently than by the reference.',
    ]);
  });

  it('lets weaker levels decide only when asked', async () => {
    const more = { should: { pass: 4, fail: 1 }, may: { fail: 2 } };
    expect((await verdict({ pass: 2 }, {}, more)).exitCode).toBe(0);
    expect(brief(await verdict({ pass: 2 }, { level: 'should' }, more))).toEqual([
      1,
      'violates',
      '7 of 7 required and recommended checks ran; 1 violates the documentation.',
    ]);
    expect(brief(await verdict({ pass: 2 }, { level: 'may' }, more))).toEqual([
      1,
      'violates',
      '9 of 9 checks ran; 3 violate the documentation.',
    ]);
    expect((await verdict({ pass: 2 }, {}, more)).notes).toEqual([
      '5 of 5 recommended checks ran; 1 fails (does not decide).',
      '2 of 2 optional checks ran; 2 fail (they do not decide).',
    ]);
  });

  it('judges a selection without required checks by what it has', async () => {
    expect(brief(await verdict({}, {}, { should: { pass: 2, fail: 1 } }))).toEqual([
      0,
      'conforms',
      'No required checks were selected; 3 of 3 other checks ran, 1 failed.',
    ]);
  });

  it('calls a failure of the reference our bug and does not count it against the target', async () => {
    const shared = checksOf({ fail: 2 }, { referenceFailed: true }, 'shared');
    const ours = verdictOf(await summaryOf(runWith([...checksOf({ pass: 3 }), ...shared])));
    expect(brief(ours)).toEqual([
      4,
      'own-bug',
      '5 of 5 required checks ran; no violation is certain, for the bundled reference fails 2 checks, which is our bug.',
    ]);
    expect(ours.notes[0]).toContain('not counted against it');
    const both = verdictOf(await summaryOf(runWith([...checksOf({ fail: 1 }), ...shared])));
    expect(brief(both)).toEqual([1, 'violates', '3 of 3 required checks ran; 1 violates the documentation.']);
    const passing = checksOf({ pass: 1 }, { referenceFailed: true, level: 'may' }, 'passing');
    expect(verdictOf(await summaryOf(runWith([...checksOf({ pass: 1 }), ...passing]))).exitCode).toBe(4);
  });

  it('calls a check that broke down our bug, whatever its level and whoever else could not be judged', async () => {
    const broken = { reason: { code: 'check-error', message: 'TypeError: broken' } };
    const checks = [
      ...checksOf({ pass: 2, inconclusive: 1 }),
      ...checksOf({ inconclusive: 1 }, { ...broken, level: 'may' }, 'broken'),
    ];
    const ours = verdictOf(await summaryOf(runWith(checks)), { allowInconclusive: true });
    expect(brief(ours)).toEqual([
      4,
      'own-bug',
      '2 of 3 required checks ran; no violation is certain, for 1 check broke down, which is our bug.',
    ]);
    expect(ours.notes[0]).toBe('1 check broke down: a bug of ours; please report it.');
    expect(ours.rules.find(({ id }) => id === 'checks-sound')?.checks).toEqual(['broken/inconclusive-0']);
  });

  it('never lets a check that broke down hide a violation, nor the other way round', async () => {
    const reason = { code: 'check-error', message: 'TypeError: broken' };
    const both = verdictOf(await summaryOf(runWith(checksOf({ fail: 1 }, { reason }))));
    expect(brief(both).slice(0, 2)).toEqual([1, 'violates']);
    expect(both.notes).toContain('1 check broke down: a bug of ours; please report it.');
  });

  it('calls a run that is not whole incomplete', async () => {
    expect(
      brief(await verdict({ pass: 2 }, {}, { run: { end: 'none', planned: { checks: 5, must: 5 } } })),
    ).toEqual([
      5,
      'incomplete',
      'Incomplete run: 2 of 5 required checks ran; none violates the documentation so far.',
    ]);
    const aborted = { code: 'signal', message: 'SIGINT' };
    const stopped = await verdict({ pass: 2 }, {}, { run: { end: { aborted } } });
    expect([stopped.exitCode, stopped.notes[0]]).toEqual([5, 'The run was stopped: SIGINT.']);
  });

  it('reports a violation even of an incomplete run', async () => {
    expect(brief(await verdict({ pass: 1, fail: 1 }, {}, { run: { end: 'none' } }))).toEqual([
      1,
      'violates',
      'Incomplete run: 2 of 2 required checks ran; 1 violates the documentation.',
    ]);
  });

  it('shows every rule, held ones too, with who broke it', async () => {
    const { rules } = await verdict({ pass: 1, fail: 2, divergent: 1, inconclusive: 1 });
    expect(rules.map(({ id, state, count, checks }) => [id, state, count, checks])).toEqual([
      ['conforms', 'broken', 2, ['must/fail-0', 'must/fail-1']],
      ['same-as-reference', 'allowed', 1, ['must/divergent-0']],
      ['checks-sound', 'held', 0, []],
      ['reference-sound', 'held', 0, []],
      ['complete', 'held', 0, []],
      ['something-judged', 'held', 0, []],
      ['all-judged', 'broken', 1, ['must/inconclusive-0']],
    ]);
  });

  it('mentions impacts, divergences, skips and what was left behind', async () => {
    const checks = [
      shortCheck('a', 'fail', { impact: 'cosmetic' }),
      shortCheck('b', 'fail', { impact: 'data-loss' }),
      shortCheck('c', 'divergent'),
      shortCheck('d', 'skipped'),
    ];
    const resources = { created: 3, removed: 1, leftBehind: ['x', 'y'] };
    const { notes } = verdictOf(await summaryOf(runWith(checks, { end: { resources } })));
    expect(notes).toEqual([
      'Violations by impact: 1 data loss and 1 cosmetic.',
      '1 required check skipped; skipped checks say nothing about the target.',
      '1 check keeps to the documentation but differs from the reference.',
      '2 resources left behind on the target.',
    ]);
  });

  it('is never green with a violation, a bug of ours, a gap, or nothing judged', async () => {
    await fc.assert(
      fc.asyncProperty(
        wholeRun,
        fc.record<VerdictOptions>({
          level: fc.constantFrom('must', 'should', 'may'),
          allowInconclusive: fc.boolean(),
          failDivergent: fc.boolean(),
        }),
        fc.boolean(),
        async ({ run, checks }, options, ended) => {
          const summary = await summaryOf([run, ...checks, ...(ended ? [endOf(checks)] : [])]);
          const found = verdictOf(summary, options);
          const required = checks.filter(({ level }) => level === 'must');
          const green =
            ended &&
            checks.every(({ referenceFailed }) => !referenceFailed) &&
            required.every(({ outcome }) => outcome !== 'fail') &&
            checks.some(({ outcome }) => ['pass', 'fail', 'divergent', 'flaky'].includes(outcome)) &&
            (options.allowInconclusive || required.every(({ outcome }) => outcome !== 'inconclusive'));
          if (!green) expect(found.exitCode).not.toBe(0);
          expect(found.exitCode === 0).toBe(['conforms', 'partial'].includes(found.state));
          expect(found.exitCode).toBe(found.rules.find(({ state }) => state === 'broken')?.exitCode ?? 0);
          expect(found.sentence).toMatch(/^[^.]+\.$/);
        },
      ),
      { numRuns: 100 },
    );
  });
});
