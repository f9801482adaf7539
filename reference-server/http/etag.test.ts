import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EntityTag,
  formatEntityTag,
  parseEntityTag,
  parseEntityTagCondition,
  strongMatch,
  weakMatch,
} from './etag.ts';

const STRICT = { unquoted: false };
const LENIENT = { unquoted: true };
const strong = (value: string): EntityTag => ({ value, weak: false });
const weak = (value: string): EntityTag => ({ value, weak: true });

const tags = fc.record({
  value: fc.string({
    unit: fc
      .integer({ min: 0x21, max: 0xff })
      .filter((c) => c !== 0x22 && c !== 0x7f)
      .map((c) => String.fromCharCode(c)),
  }),
  weak: fc.boolean(),
});

describe('parseEntityTag', () => {
  it.each<[string, EntityTag]>([
    ['"abc"', strong('abc')],
    ['W/"abc"', weak('abc')],
    ['""', strong('')],
    ['"a,b"', strong('a,b')],
    ['"W/x"', strong('W/x')],
  ])('reads %s', (text, tag) => {
    expect(parseEntityTag(text, STRICT)).toEqual(tag);
    expect(parseEntityTag(text, LENIENT)).toEqual(tag);
  });

  it.each(['"abc', '"a"b"', '"a b"', '"a\tb"', '"a\x7fb"', '', '"a" ', ' "a"', '"a", "b"', 'W/ "a"'])(
    'refuses %j',
    (text) => {
      expect(parseEntityTag(text, STRICT)).toBeUndefined();
      expect(parseEntityTag(text, LENIENT)).toBeUndefined();
    },
  );

  it.each(['abc', 'W/abc', "w/'abc'", '*'])('takes the bare %s only when asked to', (text) => {
    expect(parseEntityTag(text, STRICT)).toBeUndefined();
    expect(parseEntityTag(text, LENIENT)).toEqual(strong(text));
  });

  it('does not know a weak mark in lower case', () => {
    expect(parseEntityTag('w/"abc"', STRICT)).toBeUndefined();
  });

  it('reads back what was formatted', () => {
    fc.assert(
      fc.property(tags, (tag) => {
        expect(parseEntityTag(formatEntityTag(tag), STRICT)).toEqual(tag);
      }),
    );
  });
});

describe('parseEntityTagCondition', () => {
  it.each(['*', ' *', '*\t'])('%j is any', (text) => {
    expect(parseEntityTagCondition(text, STRICT)).toEqual({ kind: 'any' });
    expect(parseEntityTagCondition(text, LENIENT)).toEqual({ kind: 'any' });
  });

  it.each<[string, EntityTag[]]>([
    ['"a"', [strong('a')]],
    ['"a", W/"b","c"', [strong('a'), weak('b'), strong('c')]],
    [' ,, "a" , ,\t"b", ', [strong('a'), strong('b')]],
    ['"a,b","c"', [strong('a,b'), strong('c')]],
    ['', []],
    [' , ', []],
    ['""', [strong('')]],
  ])('%j is a list', (text, list) => {
    expect(parseEntityTagCondition(text, STRICT)).toEqual({ kind: 'list', tags: list });
    expect(parseEntityTagCondition(text, LENIENT)).toEqual({ kind: 'list', tags: list });
  });

  it.each(['"a" "b"', '"a', '"a"x', 'a"b"'])('%j is neither', (text) => {
    expect(parseEntityTagCondition(text, STRICT)).toBeUndefined();
    expect(parseEntityTagCondition(text, LENIENT)).toBeUndefined();
  });

  it('takes bare tags only when asked to', () => {
    expect(parseEntityTagCondition('abc, "d",*', STRICT)).toBeUndefined();
    expect(parseEntityTagCondition('abc, "d",*', LENIENT)).toEqual({
      kind: 'list',
      tags: [strong('abc'), strong('d'), strong('*')],
    });
  });

  it('reads back any list', () => {
    fc.assert(
      fc.property(fc.array(tags), fc.constantFrom(',', ', ', ' ,\t', ',,'), (list, comma) => {
        const text = list.map(formatEntityTag).join(comma);
        expect(parseEntityTagCondition(text, STRICT)).toEqual({ kind: 'list', tags: list });
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = parseEntityTagCondition(text, LENIENT);
        expect(found === undefined || found.kind === 'any' || Array.isArray(found.tags)).toBe(true);
      }),
    );
  });
});

describe('comparison, by the table of RFC 9110 section 8.8.3.2', () => {
  it.each<[EntityTag, EntityTag, boolean, boolean]>([
    [weak('1'), weak('1'), false, true],
    [weak('1'), weak('2'), false, false],
    [weak('1'), strong('1'), false, true],
    [strong('1'), weak('1'), false, true],
    [strong('1'), strong('1'), true, true],
    [strong('1'), strong('2'), false, false],
    [strong('a'), strong('A'), false, false],
  ])('%o and %o', (a, b, strongly, weakly) => {
    expect(strongMatch(a, b)).toBe(strongly);
    expect(weakMatch(a, b)).toBe(weakly);
  });
});
