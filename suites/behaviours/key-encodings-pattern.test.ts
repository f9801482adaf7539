import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKey, percentEncode } from '../../dialects/core/percent-encoding.ts';
import { encodedKeyPattern } from './key-encodings-pattern.ts';

const matches = (key: string, text: string): boolean =>
  new RegExp(`^(?:${encodedKeyPattern(key).source})$`).test(text);
const key = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.isWellFormed());

describe('encodedKeyPattern', () => {
  it('takes what common encoders make of a key', () => {
    fc.assert(
      fc.property(key, (text) => {
        const lower = percentEncode(text).replace(/%../g, (hex) => hex.toLowerCase());
        for (const encoded of [encodeKey(text), percentEncode(text), encodeURIComponent(text), lower]) {
          expect(matches(text, encoded)).toBe(true);
        }
      }),
    );
  });

  it('takes no other key', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        fc.pre(one !== other);
        expect(matches(one, percentEncode(other))).toBe(false);
      }),
    );
  });

  it('tells a plus from a space and an escape from what it stands for', () => {
    expect(matches('a b', 'a+b')).toBe(true);
    expect(matches('a+b', 'a+b')).toBe(false);
    expect(matches('a%20b', 'a%20b')).toBe(false);
    expect(matches('a%20b', 'a%2520b')).toBe(true);
  });
});
