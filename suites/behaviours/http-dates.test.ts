import { describe, expect, it } from 'vitest';
import { asctimeDate, imfDate, rfc850Date } from './http-dates.ts';

const SUNDAY = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('HTTP dates', () => {
  it('are written as in RFC 9110 section 5.6.7', () => {
    expect(imfDate(SUNDAY)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
    expect(rfc850Date(SUNDAY)).toBe('Sunday, 06-Nov-94 08:49:37 GMT');
    expect(asctimeDate(SUNDAY)).toBe('Sun Nov  6 08:49:37 1994');
  });
});
