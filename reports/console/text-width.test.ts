import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pad, shorten, textWidth, wrap } from './text-width.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('text width', () => {
  it('counts columns', () => {
    expect(textWidth('abc')).toBe(3);
    expect(textWidth('对象存储')).toBe(8);
    expect(textWidth('e\u0301')).toBe(1);
    expect(textWidth('😀')).toBe(2);
  });

  it('pads on either side', () => {
    expect(pad('ab', 4)).toBe('ab  ');
    expect(pad('存', 4, true)).toBe('  存');
    expect(pad('abcde', 4)).toBe('abcde');
  });

  it('shortens to the width', () => {
    expect(shorten('abcdef', 4)).toBe('abc…');
    fc.assert(fc.property(text, fc.integer({ min: 2, max: 30 }), (t, n) => textWidth(shorten(t, n)) <= n));
  });

  it('wraps to the width and loses nothing but spaces', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (t, n) => {
        const lines = wrap(t, n);
        expect(lines.every((line) => textWidth(line) <= n)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(t.replaceAll(' ', ''));
      }),
    );
  });
});
