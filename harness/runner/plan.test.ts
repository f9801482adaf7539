import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import type { Check } from '../check/check.ts';
import { catalogueDigest, globPattern, isRequired, plan, uncoveredClaims } from './plan.ts';
import { testCheck } from './testing/test-check.ts';

const check = (id: string, changes: Partial<Check> = {}): Check =>
  testCheck(() => Promise.resolve(), { id, ...changes });
const ids = (checks: readonly Check[]) => checks.map(({ id }) => id);
const some = ['b/get/two', 'a/get/one', 'a/put/one'].map((id) => check(id));
const profile = '2018';

const slug = fc.stringMatching(/^[a-z0-9./-]{1,12}$/);
const distinctChecks = fc.uniqueArray(slug, { maxLength: 20 }).map((slugs) => slugs.map((id) => check(id)));

describe('plan', () => {
  it('takes all checks of a profile in the order of their ids', () => {
    expect(ids(plan(some, { profile }))).toEqual(['a/get/one', 'a/put/one', 'b/get/two']);
    expect(plan([check('later', { profiles: ['current'] })], { profile })).toEqual([]);
  });

  it('takes what a glob names and leaves out what another names', () => {
    expect(ids(plan(some, { profile, only: ['a/*'] }))).toEqual(['a/get/one', 'a/put/one']);
    expect(ids(plan(some, { profile, only: ['a/put/one', '*/two'] }))).toEqual(['a/put/one', 'b/get/two']);
    expect(ids(plan(some, { profile, only: ['a/*'], skip: ['*/get/*'] }))).toEqual(['a/put/one']);
    expect(plan(some, { profile, only: ['get'] })).toEqual([]);
  });

  it('does not depend on the order of the suites', () => {
    fc.assert(
      fc.property(
        distinctChecks.chain((checks) =>
          fc.tuple(fc.constant(checks), fc.shuffledSubarray(checks, { minLength: checks.length })),
        ),
        ([checks, shuffled]) => {
          expect(ids(plan(shuffled, { profile }))).toEqual(ids(plan(checks, { profile })));
          expect(catalogueDigest(dialect, shuffled)).toBe(catalogueDigest(dialect, checks));
        },
      ),
    );
  });

  it('refuses two checks of one id, in whatever profile', () => {
    const twice = [check('a'), check('a', { profiles: ['current'] })];
    expect(() => plan(twice, { profile })).toThrow('two checks have the id a');
  });
});

describe('a glob', () => {
  it('matches itself, and anything in place of its stars', () => {
    fc.assert(
      fc.property(
        fc.array(slug, { minLength: 1, maxLength: 4 }),
        fc.string({ unit: 'grapheme-ascii' }),
        (parts, filler) => {
          expect(globPattern(parts.join('*')).test(parts.join(filler.replaceAll('\n', '')))).toBe(true);
        },
      ),
    );
  });

  it('takes everything but stars literally', () => {
    expect(globPattern('a.b').test('axb')).toBe(false);
    expect(globPattern('a(b|c)').test('ab')).toBe(false);
    expect(globPattern('[a]$^{1}\\').test('[a]$^{1}\\')).toBe(true);
    expect(globPattern('a').test('ab')).toBe(false);
  });
});

describe('the catalogue digest', () => {
  const digest = (checks: readonly Check[], of: Dialect = dialect) => catalogueDigest(of, checks);

  it('is short, and the same for the same catalogue', () => {
    expect(digest(some)).toMatch(/^[0-9a-f]{16}$/);
    expect(digest([...some])).toBe(digest(some));
    const reordered: Dialect = { ...dialect, claims: dialect.claims.toReversed() };
    expect(digest(some, reordered)).toBe(digest(some));
  });

  it.each([
    ['a title', { title: 'another' }],
    ['a level', { level: 'may' }],
    ['claims', { claims: ['T-GETOBJ-02'] }],
    ['an id', { id: 'a/get/three' }],
  ] as const)('changes with %s', (_what, changes) => {
    expect(digest([check('a/get/one', changes)])).not.toBe(digest([check('a/get/one')]));
  });

  it('changes with a claim', () => {
    const [first, ...rest] = dialect.claims;
    if (!first) throw new Error('there are no claims');
    expect(digest(some, { ...dialect, claims: [{ ...first, level: 'may' }, ...rest] })).not.toBe(
      digest(some),
    );
    expect(digest(some, { ...dialect, claims: rest })).not.toBe(digest(some));
  });
});

describe('uncoveredClaims', () => {
  it('are neither cited nor excused', () => {
    const [one, two, three, four] = dialect.claims;
    if (!one || !two || !three || !four) throw new Error('there are too few claims');
    const small: Dialect = {
      ...dialect,
      claims: [one, two, three, four],
      untested: [{ claim: two.id, reason: 'it cannot be seen' }],
    };
    const uncovered = uncoveredClaims(small, [check('a', { claims: [one.id, three.id] })]);
    expect(uncovered).toEqual([four]);
  });

  it('matter where the base document asks for something', () => {
    const claim = { id: 'X', topic: 'x', source: 'x', text: 'x' };
    expect(isRequired({ ...claim, level: 'must' })).toBe(true);
    expect(isRequired({ ...claim, level: 'should' })).toBe(true);
    expect(isRequired({ ...claim, level: 'may' })).toBe(false);
    expect(isRequired({ ...claim, level: 'must', source: 'beyond:D20' })).toBe(false);
  });
});
