import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerActual, answerPreflight, type CorsRule, headerNames, matchesWildcard } from './cors.ts';

function rule(given: Partial<CorsRule>): CorsRule {
  return { origins: ['*'], methods: ['GET'], headers: [], expose: [], ...given };
}

describe('matchesWildcard', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['http://*.example.org', 'http://a.b.example.org', true],
    ['http://*.example.org', 'http://example.org', false],
    ['start*end', 'startend', true],
    ['start*end', 'start12end', true],
    ['start*end', '0start12end', false],
    ['start*end', 'start12end0', false],
    ['ab*bc', 'abc', false],
    ['exact', 'exact', true],
    ['exact', 'exactly', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it('lets the star stand for any text', () => {
    const plain = fc.string().filter((text) => !text.includes('*'));
    fc.assert(
      fc.property(plain, fc.string(), plain, (before, middle, after) => {
        expect(matchesWildcard(`${before}*${after}`, `${before}${middle}${after}`)).toBe(true);
      }),
    );
  });

  it('compares text without a star as a whole', () => {
    const plain = fc.string().filter((text) => !text.includes('*'));
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        expect(matchesWildcard(a, b)).toBe(a === b);
      }),
    );
  });
});

describe('answerPreflight', () => {
  const request = { origin: 'http://a.example', method: 'PUT', headers: ['X-One', 'x-two'] };

  it('answers with what the matching rule says', () => {
    const matching = rule({
      origins: ['http://a.example'],
      methods: ['PUT', 'GET'],
      headers: ['x-*'],
      expose: ['etag'],
      maxAgeSeconds: 5,
    });
    expect(answerPreflight([matching], request)).toEqual({
      allowOrigin: 'http://a.example',
      allowMethods: ['PUT', 'GET'],
      allowHeaders: ['X-One', 'x-two'],
      expose: ['etag'],
      maxAgeSeconds: 5,
    });
  });

  it('takes the first rule that matches', () => {
    const rules = [
      rule({ methods: ['GET'], headers: ['*'], maxAgeSeconds: 1 }),
      rule({ methods: ['PUT'], headers: ['x-one'], maxAgeSeconds: 2 }),
      rule({ methods: ['PUT'], headers: ['*'], maxAgeSeconds: 3 }),
      rule({ methods: ['PUT'], headers: ['*'], maxAgeSeconds: 4 }),
    ];
    expect(answerPreflight(rules, request)?.maxAgeSeconds).toBe(3);
  });

  it.each([
    ['origin', { origins: ['http://b.example'], methods: ['PUT'], headers: ['*'] }],
    ['method', { methods: ['GET'], headers: ['*'] }],
    ['one of the headers', { methods: ['PUT'], headers: ['x-one'] }],
  ])('does not answer when no rule allows the %s', (_, given) => {
    expect(answerPreflight([rule(given)], request)).toBeUndefined();
  });

  it('compares header names without letter case, origins with it', () => {
    expect(answerPreflight([rule({ methods: ['PUT'], headers: ['X-ONE', 'X-Two'] })], request)).toBeDefined();
    expect(
      answerPreflight([rule({ origins: ['HTTP://a.example'], methods: ['PUT'], headers: ['*'] })], request),
    ).toBeUndefined();
  });

  it('needs one of several origins', () => {
    const origins = ['http://b.example', 'http://a.example'];
    expect(answerPreflight([rule({ origins, methods: ['PUT'], headers: ['*'] })], request)).toBeDefined();
  });

  it('needs no allowed header when none is asked for', () => {
    expect(answerPreflight([rule({ methods: ['PUT'] })], { ...request, headers: [] })?.allowHeaders).toEqual(
      [],
    );
  });

  it('names a header once that is asked for twice', () => {
    const twice = { ...request, headers: ['x-one', 'X-One'] };
    expect(answerPreflight([rule({ methods: ['PUT'], headers: ['*'] })], twice)?.allowHeaders).toHaveLength(
      1,
    );
  });
});

describe('answerActual', () => {
  it('ignores the header list of the rule', () => {
    expect(answerActual([rule({})], 'http://a.example', 'GET')).toMatchObject({
      allowOrigin: '*',
      allowHeaders: [],
    });
  });

  it('echoes the origin unless the rule names exactly *', () => {
    const rules = [rule({ origins: ['http://*'] })];
    expect(answerActual(rules, 'http://a.example', 'GET')?.allowOrigin).toBe('http://a.example');
  });

  it('is nothing when no rule allows origin and method', () => {
    expect(answerActual([rule({ origins: ['x'] })], 'http://a.example', 'GET')).toBeUndefined();
    expect(answerActual([rule({})], 'http://a.example', 'PUT')).toBeUndefined();
    expect(answerActual([], 'http://a.example', 'GET')).toBeUndefined();
  });
});

describe('headerNames', () => {
  it('splits, trims and drops empty names', () => {
    expect(headerNames(' a, b ,,c')).toEqual(['a', 'b', 'c']);
    expect(headerNames('')).toEqual([]);
    expect(headerNames(undefined)).toEqual([]);
  });
});
