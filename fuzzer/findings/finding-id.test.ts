import { describe, expect, it } from 'vitest';
import type { MutationStep } from '../case.ts';
import type { Observation } from '../oracles/observation.ts';
import { sampleOf } from '../testing/rendering.ts';
import { coarseId, familyId, findingId } from './finding-id.ts';

const observation: Observation = {
  oracle: 'differential',
  rule: 'as-reference',
  grade: 'divergent',
  path: 'status:400 MalformedXML→200',
  expected: '400 MalformedXML',
  got: '200',
};
const step = (slug: string, slot: string, args: string): MutationStep => ({ slug, slot, args });
const one = sampleOf('PutBucketCors', { mutations: [step('xm-doctype', 'body', 'a')] });

describe('ids of findings', () => {
  it('have no values in them', () => {
    const other = { ...one, mutations: [step('xm-doctype', 'body', 'b')] };
    expect(findingId(other, { ...observation, expected: 'x', got: 'y' })).toBe(findingId(one, observation));
  });

  it('tell classes, kinds of slots and operations apart', () => {
    const ids = [
      one,
      sampleOf('PutBucketCors'),
      { ...one, mutations: [step('xm-cdata', 'body', 'a')] },
      { ...one, mutations: [step('xm-doctype', 'element:/a', 'a')] },
      { ...one, operation: 'PutBucketAcl' },
    ].map((fuzzCase) => findingId(fuzzCase, observation));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^F-[0-9a-f]{12}$/.test(id))).toBe(true);
  });

  it('are coarse until the case is minimal', () => {
    expect(coarseId(one, observation)).toBe(coarseId(sampleOf('PutBucketCors'), observation));
    expect(coarseId(one, observation)).not.toBe(coarseId(one, { ...observation, path: 'status:400→500' }));
  });

  it('have a family over operations, whatever success and refusals are called there', () => {
    const there = { ...one, operation: 'PostObjectRestore' };
    const family = familyId(one, observation);
    expect(familyId(there, { ...observation, path: 'status:400 InvalidArgument→202' })).toBe(family);
    expect(familyId(there, { ...observation, path: 'status:200→404 NoSuchKey' })).not.toBe(family);
    expect(familyId({ ...one, mutations: [step('xm-cdata', 'body', 'a')] }, observation)).not.toBe(family);
  });

  it('have one family for everything behind the back of the signature', () => {
    const behind = (slug: string) => {
      return { ...one, mutations: [step(slug, 'path', '')], signOrder: 'sign-then-mutate' } as const;
    };
    expect(familyId(behind('a'), observation)).toBe(familyId(behind('b'), observation));
    expect(findingId(behind('a'), observation)).not.toBe(findingId(behind('b'), observation));
  });

  it('have one family for the form of answers, whatever brought them about', () => {
    const form = {
      ...observation,
      oracle: 'invariant',
      rule: 'error-document',
      path: 'error no RequestId',
    } as const;
    const other = { ...one, mutations: [step('xm-cdata', 'body', 'a')] };
    expect(familyId(one, form)).toBe(familyId(other, form));
    const rule = 'anomaly-length-where-none';
    const framed = { ...observation, oracle: 'transport', rule, path: rule } as const;
    expect(familyId(one, framed)).toBe(familyId(other, framed));
    expect(familyId(one, { ...framed, rule: 'hang', path: 'hang' })).not.toBe(
      familyId(other, { ...framed, rule: 'hang', path: 'hang' }),
    );
    // A field may be wrong for more than one reason: that it always is, only counting can tell.
    const etag = { ...observation, path: 'header etag' };
    expect(familyId(one, etag)).not.toBe(familyId(other, etag));
  });

  it('have one family for an outcome that a rule and the comparison object to', () => {
    const rule = { ...observation, oracle: 'rule', rule: 'xm-doctype', path: 'status:refused→200' } as const;
    expect(familyId(one, rule)).toBe(familyId(one, observation));
  });
});
