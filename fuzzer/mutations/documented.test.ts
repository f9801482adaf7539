import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimById } from '../../dialects/core/dialect.ts';
import { dialects } from '../../dialects/index.ts';
import type { MutationClass } from './mutation.ts';
import { type Subject, subject, subjects } from './mutations.fixture.ts';
import { mutationsBySlug } from './registry.ts';

const placesOf = (of: MutationClass, one: Subject): readonly string[] => of.slots(one.request, one);

const rules = dialects.flatMap((dialect) => (dialect.mutationRules ?? []).map((rule) => ({ dialect, rule })));

describe.each(
  rules.map(
    ({ dialect, rule }) =>
      [
        `${dialect.name} ${rule.slug} ${rule.operations.join(',')} ${rule.args?.source ?? '*'}`,
        dialect,
        rule,
      ] as const,
  ),
)('%s', (_, dialect, rule) => {
  const of = mutationsBySlug.get(rule.slug);

  it('names a class, operations, a claim and a refusal that there are', () => {
    expect(of).toBeDefined();
    expect(claimById(dialect, rule.claim)).toBeDefined();
    const ids = dialect.operations.map(({ id }) => id);
    expect(rule.operations.filter((id) => !ids.includes(id))).toEqual([]);
    if (rule.outcome.kind === 'refusal') expect(dialect.refusals).toHaveProperty([rule.outcome.refusal]);
  });

  it('is about something that the class does with every operation it names', () => {
    const doesIt = (one: Subject): boolean =>
      of !== undefined &&
      placesOf(of, one).some((slot) =>
        fc
          .sample(of.args(slot, one.request, one), { numRuns: 200, seed: 1 })
          .some((args) => rule.args?.test(typeof args === 'string' ? args : JSON.stringify(args)) ?? true),
      );
    const own = subjects.filter((one) => one.dialect === dialect);
    if (rule.operations.length === 0) expect(own.some(doesIt)).toBe(true);
    const without = rule.operations.filter(
      (id) => !own.some((one) => one.operation.id === id && doesIt(one)),
    );
    expect(without).toEqual([]);
  });
});

describe('settles', () => {
  it('takes the rule of the documentation before that of the standard', () => {
    const of = mutationsBySlug.get('ra-hex');
    const settlement = (dialect: string) =>
      of?.settles?.('bytes=0-a', 'header:range', subject(dialect, 'GetObject'));
    expect(settlement('tencent-cos')).toMatchObject({ source: 'T-GETOBJ-24', level: 'should' });
    expect(settlement('swift')).toMatchObject({ source: 'S-GETOBJ-38', expects: { status: [200] } });
  });

  it('is open where the documentation allows what the standard does not', () => {
    const of = mutationsBySlug.get('co-ir-weak');
    const args = { 'If-Range': 'W/"a"', Range: 'bytes=0-1' };
    expect(of?.settles?.(args, 'header:if-range', subject('swift', 'GetObject'))).toBeUndefined();
    expect(of?.settles?.(args, 'header:if-range', subject('tencent-cos', 'GetObject'))).toBeDefined();
  });

  it('takes the rules of the profile, and none where only another profile has one', () => {
    const settlement = (slug: string, args: string, profile: string, operation = 'ListObjects') =>
      mutationsBySlug.get(slug)?.settles?.(args, 'query', { ...subject('swift', operation), profile });
    const empty = (format: string, profile: string) => settlement('li-sw-204-vs-200', format, profile);
    expect(empty('json', 'openstack')).toMatchObject({ source: 'S-LISTOBJ-17', expects: { status: [200] } });
    expect(empty('json', 'cisco')).toMatchObject({ source: 'S-LISTOBJ-16', expects: { status: [204] } });
    expect(empty('', 'openstack')).toMatchObject({ source: 'S-LISTOBJ-17', expects: { status: [204] } });
    expect(settlement('li-max-negative', '-1', 'openstack')).toMatchObject({ source: 'S-LISTOBJ-25' });
    expect(settlement('li-max-negative', '-1', 'cisco')).toBeUndefined();
  });
});
