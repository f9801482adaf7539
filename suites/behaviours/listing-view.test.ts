import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKey, percentEncode } from '../../dialects/core/percent-encoding.ts';
import { crowd } from './listing-thousands.ts';
import { decoded } from './listing-view.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => one.isWellFormed());

describe('decoded', () => {
  it('undoes what common encoders make of a key', () => {
    fc.assert(
      fc.property(text, (key) => {
        for (const encode of [percentEncode, encodeKey, encodeURIComponent]) {
          expect(decoded(encode(key))).toBe(key);
          expect(decoded(encode(key).replaceAll('%20', '+'))).toBe(key);
        }
      }),
    );
  });

  it('leaves a text alone that is not percent-encoded', () => {
    expect(decoded('100%')).toBe('100%');
  });
});

describe('crowd', () => {
  it('is one name more than fits on a page, in byte order, several to a folder', () => {
    const names = crowd(1000);
    expect(names).toHaveLength(1001);
    expect(names.toSorted()).toEqual(names);
    expect(new Set(names.map((name) => name.split('/')[0])).size).toBe(143);
  });
});
