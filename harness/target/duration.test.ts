import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { milliseconds } from './duration.ts';

describe('a duration', () => {
  it('has a unit', () => {
    expect(['500ms', '2s', '1m', '1.5s', '0s'].map(milliseconds)).toEqual([500, 2000, 60_000, 1500, 0]);
  });

  it('is nothing else', () => {
    expect(['', '5', '5 s', '-1s', '1h', 's', '1e3ms', undefined].map(milliseconds)).toEqual(
      Array(8).fill(undefined),
    );
  });

  it('is its number times its unit', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (n) => {
        expect(milliseconds(`${n}s`)).toBe(milliseconds(`${n * 1000}ms`));
        expect(milliseconds(`${n}m`)).toBe(milliseconds(`${n * 60}s`));
      }),
    );
  });
});
