import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from './glob.ts';

/** The same by a regular expression, which may take its time. */
function slowly(glob: string, text: string): boolean {
  const pattern = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^]*');
  return new RegExp(`^${pattern}$`).test(text);
}

describe('matchesGlob', () => {
  it.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a/*/c', 'a/b/c', true],
    ['a/*/c', 'a/b/b/c', true],
    ['a/*/c', 'a/c', false],
    ['*b*', 'abc', true],
    ['a.c', 'abc', false],
    ['a*', 'a\nb', true],
  ])('%s on %s', (glob, text, expected) => {
    expect(matchesGlob(glob, text)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(glob, text, (g, t) => {
        expect(matchesGlob(g, t)).toBe(slowly(g, t));
      }),
    );
  });

  it('is done with many stars in no time', () => {
    expect(matchesGlob(`${'a*'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
  });
});
