import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConditionalOutcome,
  type Conditions,
  conditionTruths,
  evaluateConditions,
  evaluateIfRange,
  type Validators,
} from './conditional.ts';
import { formatHttpDate } from './http-date.ts';

const MODIFIED = Date.UTC(2018, 6, 1, 12, 0, 0) + 456;
const NOW = Date.UTC(2018, 7, 1);
const BEFORE = formatHttpDate(MODIFIED - 1000);
const SAME = formatHttpDate(MODIFIED);
const AFTER = formatHttpDate(MODIFIED + 1000);
const VALIDATORS: Validators = { etag: { value: 'abc', weak: false }, lastModified: MODIFIED };
const WEAK: Validators = { ...VALIDATORS, etag: { value: 'abc', weak: true } };

const read = { purpose: 'read', unquoted: true, now: NOW } as const;
const write = { purpose: 'write', unquoted: true, now: NOW } as const;

describe('one condition', () => {
  it.each<[Conditions, ConditionalOutcome, ConditionalOutcome]>([
    [{}, 'proceed', 'proceed'],
    [{ ifMatch: '"abc"' }, 'proceed', 'proceed'],
    [{ ifMatch: '"x", "abc"' }, 'proceed', 'proceed'],
    [{ ifMatch: 'abc' }, 'proceed', 'proceed'],
    [{ ifMatch: '*' }, 'proceed', 'proceed'],
    [{ ifMatch: '"x"' }, 'precondition-failed', 'precondition-failed'],
    [{ ifMatch: '""' }, 'precondition-failed', 'precondition-failed'],
    [{ ifMatch: '' }, 'precondition-failed', 'precondition-failed'],
    [{ ifMatch: 'W/"abc"' }, 'precondition-failed', 'precondition-failed'],
    [{ ifMatch: '"abc" "x"' }, 'precondition-failed', 'precondition-failed'],
    [{ ifNoneMatch: '"abc"' }, 'not-modified', 'precondition-failed'],
    [{ ifNoneMatch: 'W/"abc"' }, 'not-modified', 'precondition-failed'],
    [{ ifNoneMatch: '*' }, 'not-modified', 'precondition-failed'],
    [{ ifNoneMatch: '"x"' }, 'proceed', 'proceed'],
    [{ ifNoneMatch: '""' }, 'proceed', 'proceed'],
    [{ ifNoneMatch: '' }, 'proceed', 'proceed'],
    [{ ifNoneMatch: '"abc" "x"' }, 'proceed', 'proceed'],
    [{ ifModifiedSince: BEFORE }, 'proceed', 'proceed'],
    [{ ifModifiedSince: SAME }, 'not-modified', 'proceed'],
    [{ ifModifiedSince: AFTER }, 'not-modified', 'proceed'],
    [{ ifModifiedSince: 'never' }, 'proceed', 'proceed'],
    [{ ifModifiedSince: '' }, 'proceed', 'proceed'],
    [{ ifUnmodifiedSince: BEFORE }, 'precondition-failed', 'precondition-failed'],
    [{ ifUnmodifiedSince: SAME }, 'proceed', 'proceed'],
    [{ ifUnmodifiedSince: AFTER }, 'proceed', 'proceed'],
    [{ ifUnmodifiedSince: 'never' }, 'proceed', 'proceed'],
  ])('%o', (conditions, reading, writing) => {
    expect(evaluateConditions(conditions, VALIDATORS, read)).toBe(reading);
    expect(evaluateConditions(conditions, VALIDATORS, write)).toBe(writing);
  });

  it('never matches a weak validator strongly', () => {
    expect(evaluateConditions({ ifMatch: '"abc"' }, WEAK, read)).toBe('precondition-failed');
    expect(evaluateConditions({ ifMatch: '*' }, WEAK, read)).toBe('proceed');
    expect(evaluateConditions({ ifNoneMatch: '"abc"' }, WEAK, read)).toBe('not-modified');
  });

  it('takes a bare tag only when asked to', () => {
    const strict = { ...read, unquoted: false };
    expect(evaluateConditions({ ifMatch: 'abc' }, VALIDATORS, strict)).toBe('precondition-failed');
    expect(evaluateConditions({ ifNoneMatch: 'abc' }, VALIDATORS, strict)).toBe('proceed');
  });
});

describe('precedence, RFC 9110 section 13.2.2', () => {
  it.each<[string, Conditions, ConditionalOutcome]>([
    ['If-Match true hides If-Unmodified-Since', { ifMatch: '"abc"', ifUnmodifiedSince: BEFORE }, 'proceed'],
    ['If-Match false wins', { ifMatch: '"x"', ifUnmodifiedSince: AFTER }, 'precondition-failed'],
    ['If-None-Match true hides If-Modified-Since', { ifNoneMatch: '"x"', ifModifiedSince: AFTER }, 'proceed'],
    ['If-None-Match false wins', { ifNoneMatch: '"abc"', ifModifiedSince: BEFORE }, 'not-modified'],
    ['If-Match comes before If-None-Match', { ifMatch: '"x"', ifNoneMatch: '"abc"' }, 'precondition-failed'],
    ['If-None-Match is asked after If-Match', { ifMatch: '"abc"', ifNoneMatch: '"abc"' }, 'not-modified'],
    [
      'If-Modified-Since is asked after If-Unmodified-Since',
      { ifUnmodifiedSince: AFTER, ifModifiedSince: AFTER },
      'not-modified',
    ],
    [
      'If-Unmodified-Since comes before If-Modified-Since',
      { ifUnmodifiedSince: BEFORE, ifModifiedSince: AFTER },
      'precondition-failed',
    ],
    [
      'If-Unmodified-Since comes before If-None-Match',
      { ifUnmodifiedSince: BEFORE, ifNoneMatch: '"abc"' },
      'precondition-failed',
    ],
  ])('%s', (_, conditions, outcome) => {
    expect(evaluateConditions(conditions, VALIDATORS, read)).toBe(outcome);
  });
});

describe('without a representation', () => {
  it.each<[Conditions, ConditionalOutcome]>([
    [{ ifMatch: '*' }, 'precondition-failed'],
    [{ ifMatch: '"abc"' }, 'precondition-failed'],
    [{ ifNoneMatch: '*' }, 'proceed'],
    [{ ifNoneMatch: '"abc"' }, 'proceed'],
    [{ ifModifiedSince: AFTER }, 'proceed'],
    [{ ifUnmodifiedSince: BEFORE }, 'proceed'],
  ])('%o', (conditions, outcome) => {
    expect(evaluateConditions(conditions, undefined, read)).toBe(outcome);
    expect(evaluateConditions(conditions, undefined, write)).toBe(outcome);
  });
});

describe('conditionTruths', () => {
  it('says nothing of what is absent or no date', () => {
    const none = {
      ifMatch: undefined,
      ifNoneMatch: undefined,
      ifModifiedSince: undefined,
      ifUnmodifiedSince: undefined,
    };
    expect(conditionTruths({}, VALIDATORS, read)).toEqual(none);
    expect(conditionTruths({ ifModifiedSince: 'x', ifUnmodifiedSince: 'x' }, VALIDATORS, read)).toEqual(none);
  });

  it('evaluates each by itself', () => {
    const all = {
      ifMatch: '"abc"',
      ifNoneMatch: '"abc"',
      ifModifiedSince: BEFORE,
      ifUnmodifiedSince: BEFORE,
    };
    expect(conditionTruths(all, VALIDATORS, read)).toEqual({
      ifMatch: true,
      ifNoneMatch: false,
      ifModifiedSince: true,
      ifUnmodifiedSince: false,
    });
  });
});

describe('evaluateIfRange', () => {
  it.each([
    ['"abc"', true],
    ['abc', true],
    ['"x"', false],
    ['W/"abc"', false],
    ['*', false],
    ['"abc", "x"', false],
    ['', false],
    [SAME, true],
    [BEFORE, false],
    [AFTER, false],
  ])('%j: %s', (value, honoured) => {
    expect(evaluateIfRange(value, VALIDATORS, read)).toBe(honoured);
  });

  it('does not trust a weak validator', () => {
    expect(evaluateIfRange('"abc"', WEAK, read)).toBe(false);
  });
});

describe('laws', () => {
  const conditions = fc.record({
    ifMatch: fc.option(fc.constantFrom('*', '"abc"', '"x"'), { nil: undefined }),
    ifNoneMatch: fc.option(fc.constantFrom('*', '"abc"', '"x"'), { nil: undefined }),
    ifModifiedSince: fc.option(fc.constantFrom(BEFORE, SAME, AFTER, 'x'), { nil: undefined }),
    ifUnmodifiedSince: fc.option(fc.constantFrom(BEFORE, SAME, AFTER, 'x'), { nil: undefined }),
  });

  it('a write is never not modified, and fails whenever the read would not proceed because of a tag', () => {
    fc.assert(
      fc.property(conditions, (given) => {
        const writing = evaluateConditions(given, VALIDATORS, write);
        const reading = evaluateConditions(given, VALIDATORS, read);
        expect(writing).not.toBe('not-modified');
        if (reading === 'precondition-failed') expect(writing).toBe('precondition-failed');
        if (writing === 'precondition-failed') expect(reading).not.toBe('proceed');
      }),
    );
  });
});

describe('conditions where dialects differ', () => {
  const validators = { etag: { value: 'tag', weak: false }, lastModified: Date.UTC(2024, 0, 1) };
  const later = 'Mon, 01 Jan 2029 00:00:00 GMT';
  const earlier = 'Thu, 01 Jan 2015 00:00:00 GMT';
  const base = { unquoted: true, purpose: 'read', now: Date.UTC(2024, 0, 2) } as const;

  it.each([
    [{ ifNoneMatch: 'x', ifModifiedSince: later }, 'proceed', 'not-modified'],
    [{ ifMatch: 'tag', ifUnmodifiedSince: earlier }, 'proceed', 'precondition-failed'],
    [{ ifNoneMatch: 'tag', ifMatch: 'x' }, 'precondition-failed', 'not-modified'],
    [{ ifModifiedSince: later, ifUnmodifiedSince: earlier }, 'precondition-failed', 'not-modified'],
  ])('%o is %s by precedence and %s when each counts', (conditions, precedence, each) => {
    expect(evaluateConditions(conditions, validators, base)).toBe(precedence);
    expect(evaluateConditions(conditions, validators, { ...base, combination: 'each' })).toBe(each);
  });

  it('lets a weak tag match', () => {
    expect(evaluateConditions({ ifNoneMatch: 'W/"tag"' }, validators, base)).toBe('not-modified');
  });
});

describe('every condition on its own', () => {
  const each = { ...read, combination: 'each' } as const;
  const eachWrite = { ...write, combination: 'each' } as const;

  it.each<[Conditions, ConditionalOutcome, ConditionalOutcome]>([
    [{}, 'proceed', 'proceed'],
    [{ ifMatch: '"abc"', ifUnmodifiedSince: BEFORE }, 'precondition-failed', 'precondition-failed'],
    [{ ifMatch: '"abc"', ifUnmodifiedSince: SAME }, 'proceed', 'proceed'],
    [{ ifMatch: '"x"' }, 'precondition-failed', 'precondition-failed'],
    [{ ifMatch: '"x"', ifNoneMatch: '"abc"' }, 'not-modified', 'precondition-failed'],
    [{ ifMatch: '"x"', ifModifiedSince: AFTER }, 'precondition-failed', 'precondition-failed'],
    [{ ifNoneMatch: '"x"', ifModifiedSince: AFTER }, 'not-modified', 'proceed'],
    [{ ifNoneMatch: '"x"', ifModifiedSince: BEFORE }, 'proceed', 'proceed'],
    [{ ifModifiedSince: SAME, ifUnmodifiedSince: BEFORE }, 'not-modified', 'precondition-failed'],
    [{ ifUnmodifiedSince: BEFORE }, 'precondition-failed', 'precondition-failed'],
    [{ ifUnmodifiedSince: 'yesterday' }, 'proceed', 'proceed'],
  ])('%j', (conditions, reading, writing) => {
    expect(evaluateConditions(conditions, VALIDATORS, each)).toBe(reading);
    expect(evaluateConditions(conditions, VALIDATORS, eachWrite)).toBe(writing);
  });

  it('is not how it is done unless asked for', () => {
    const conditions = { ifMatch: '"abc"', ifUnmodifiedSince: BEFORE };
    expect(evaluateConditions(conditions, VALIDATORS, read)).toBe('proceed');
    expect(evaluateConditions(conditions, VALIDATORS, { ...read, combination: 'precedence' })).toBe(
      'proceed',
    );
  });
});

describe('weak tags', () => {
  it('match If-None-Match', () => {
    expect(evaluateConditions({ ifNoneMatch: 'W/"abc"' }, VALIDATORS, read)).toBe('not-modified');
  });
});

describe('without a representation', () => {
  it('dates say nothing', () => {
    const truths = conditionTruths({ ifModifiedSince: BEFORE, ifUnmodifiedSince: BEFORE }, undefined, read);
    expect([truths.ifModifiedSince, truths.ifUnmodifiedSince]).toEqual([undefined, undefined]);
  });
});
