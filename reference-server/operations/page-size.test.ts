import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageSize } from './page-size.ts';
import { refusalOf } from './refusal.fixture.ts';
import { wholeNumber } from './whole-number.ts';

describe('pageSize', () => {
  it.each([
    [undefined, 1000],
    ['', 1000],
    ['0', 0],
    ['1', 1],
    ['+7', 7],
    ['1000', 1000],
    ['1001', 1000],
    ['999999999999999', 1000],
  ])('%j is %i', (asked, expected) => {
    expect(pageSize(asked, 1000, 0)).toBe(expected);
  });

  it.each([
    ['-1', 0],
    ['0', 1],
    ['x', 0],
    ['1.5', 0],
    ['1e3', 0],
    ['0x1', 0],
    [' 1', 0],
    ['1'.repeat(16), 0],
  ])('%j is refused where %i is the least', (asked, least) => {
    expect(refusalOf(() => pageSize(asked, 1000, least))).toBe('invalid-argument');
  });
});

describe('wholeNumber', () => {
  it('reads what numbers are written as', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(wholeNumber(String(value))).toBe(value);
      }),
    );
  });
});
