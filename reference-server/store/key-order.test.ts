import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, keyAfterPrefix } from './key-order.ts';

/** Characters around every place where UTF-16 and UTF-8 order or prefixes could go wrong. */
const unit = fc.oneof(
  fc.constantFrom('', '\0', '/', 'a', 'b', '\x7f', '\x80', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff'),
  fc.constantFrom('\u{10000}', '\u{1f600}', '\u{10fffe}', '\u{10ffff}'),
  fc.string({ unit: 'binary', maxLength: 1 }),
);
const keys = fc.array(unit, { maxLength: 6 }).map((units) => units.join(''));

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('compareKeys', () => {
  it('puts astral characters after the private use area', () => {
    expect('\u{1f600}' < '\ue000').toBe(true);
    expect(compareKeys('\u{1f600}', '\ue000')).toBeGreaterThan(0);
    expect(compareKeys('\ue000', '\u{1f600}')).toBeLessThan(0);
  });

  it('puts a key before what it begins', () => {
    expect(compareKeys('a', 'ab')).toBeLessThan(0);
    expect(compareKeys('ab', 'a')).toBeGreaterThan(0);
    expect(compareKeys('', 'a')).toBeLessThan(0);
  });

  it('orders as the UTF-8 bytes do', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(bytes(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it('orders keys with a common beginning as their bytes do', () => {
    fc.assert(
      fc.property(keys, keys, keys, (start, a, b) => {
        expect(Math.sign(compareKeys(start + a, start + b))).toBe(bytes(start + a, start + b));
      }),
      { numRuns: 1000 },
    );
  });

  it('never calls two lone surrogates equal', () => {
    expect(compareKeys('\ud800', '\ud801')).toBeLessThan(0);
    expect(compareKeys('\udfff', '\ud800')).toBeGreaterThan(0);
  });
});

describe('keyAfterPrefix', () => {
  it.each([
    ['a', 'b'],
    ['a/', 'a0'],
    ['a\ud7ff', 'a\ue000'],
    ['\uffff', '\u{10000}'],
    ['a\u{10ffff}', 'b'],
    ['a\u{10ffff}\u{10ffff}', 'b'],
    ['\u{1f600}', '\u{1f601}'],
  ])('%j: %j', (prefix, after) => {
    expect(keyAfterPrefix(prefix)).toBe(after);
  });

  it.each(['', '\u{10ffff}', '\u{10ffff}\u{10ffff}'])('%j has nothing after it', (prefix) => {
    expect(keyAfterPrefix(prefix)).toBeUndefined();
  });

  it('splits all keys into those before or in the prefix and those after', () => {
    fc.assert(
      fc.property(keys, keys, keys, (prefix, rest, other) => {
        const after = keyAfterPrefix(prefix);
        if (after === undefined) return;
        expect(compareKeys(prefix + rest, after)).toBeLessThan(0);
        if (!other.startsWith(prefix) && compareKeys(other, prefix) > 0) {
          expect(compareKeys(other, after)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
