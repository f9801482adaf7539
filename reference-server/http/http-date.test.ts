import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHttpDate, parseHttpDate } from './http-date.ts';

const NOW = Date.UTC(2026, 5, 15, 12, 0, 0);
const EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('formatHttpDate', () => {
  it('writes the example of the RFC', () => {
    expect(formatHttpDate(EXAMPLE)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
  });

  it('cuts off fractions of a second, before the epoch too', () => {
    expect(formatHttpDate(EXAMPLE + 999)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
    expect(formatHttpDate(-1)).toBe('Wed, 31 Dec 1969 23:59:59 GMT');
  });

  it('writes what Date.prototype.toUTCString writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(formatHttpDate(date.getTime())).toBe(date.toUTCString());
        },
      ),
    );
  });

  it.each([Number.NaN, Date.UTC(10_000, 0, 1), Date.UTC(-1, 0, 1), Number.POSITIVE_INFINITY])(
    'has no form for %d',
    (ms) => {
      expect(() => formatHttpDate(ms)).toThrow(RangeError);
    },
  );
});

describe('parseHttpDate', () => {
  it.each([
    ['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT'],
    ['RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT'],
    ['asctime', 'Sun Nov  6 08:49:37 1994'],
  ])('reads the %s form', (_, text) => {
    expect(parseHttpDate(text, NOW)).toBe(EXAMPLE);
  });

  it('reads an asctime day of two digits', () => {
    expect(parseHttpDate('Wed Jan 18 16:04:17 2017', NOW)).toBe(Date.UTC(2017, 0, 18, 16, 4, 17));
  });

  it('does not ask for the right name of the day', () => {
    expect(parseHttpDate('Mon, 06 Nov 1994 08:49:37 GMT', NOW)).toBe(EXAMPLE);
  });

  it('takes a leap second for the next minute', () => {
    expect(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT', NOW)).toBe(Date.UTC(2017, 0, 1));
  });

  it('knows the 29th of February of leap years only', () => {
    expect(parseHttpDate('Thu, 29 Feb 2024 00:00:00 GMT', NOW)).toBe(Date.UTC(2024, 1, 29));
    expect(parseHttpDate('Wed, 29 Feb 2023 00:00:00 GMT', NOW)).toBeUndefined();
  });

  it('reads years below 100 as they stand', () => {
    const date = new Date(0);
    date.setUTCFullYear(94, 10, 6);
    expect(parseHttpDate('Sat, 06 Nov 0094 00:00:00 GMT', NOW)).toBe(date.getTime());
  });

  it.each([
    '',
    'yesterday',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 +0000',
    'Sun, 06 nov 1994 08:49:37 GMT',
    'sun, 06 Nov 1994 08:49:37 GMT',
    'Son, 06 Nov 1994 08:49:37 GMT',
    ' Sun, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT ',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 31 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 94 08:49:37 GMT',
    'Sun, 06-Nov-94 08:49:37 GMT',
    'Sunday, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-1994 08:49:37 GMT',
    'xSunday, 06-Nov-94 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMTx',
    'Sunday, 31-Nov-94 08:49:37 GMT',
    'Sun Nov 6 08:49:37 1994',
    'Sun Nov  6 08:49:37 1994 GMT',
    'xSun Nov  6 08:49:37 1994',
    '1994-11-06T08:49:37Z',
    '784111777',
  ])('refuses %j', (text) => {
    expect(parseHttpDate(text, NOW)).toBeUndefined();
  });

  it.each([
    ['26', 2026],
    ['00', 2000],
    ['75', 2075],
    ['77', 1977],
    ['99', 1999],
  ])('seen from 2026, the year %s is %d', (digits, year) => {
    expect(parseHttpDate(`Sunday, 01-Mar-${digits} 00:00:00 GMT`, NOW)).toBe(Date.UTC(year, 2, 1));
  });

  it('draws the line of two-digit years at fifty years to the second', () => {
    expect(parseHttpDate('Monday, 15-Jun-76 12:00:00 GMT', NOW)).toBe(Date.UTC(2076, 5, 15, 12, 0, 0));
    expect(parseHttpDate('Monday, 15-Jun-76 12:00:01 GMT', NOW)).toBe(Date.UTC(1976, 5, 15, 12, 0, 1));
  });

  it('looks into the next century when fifty years lead there', () => {
    const late = Date.UTC(2060, 0, 1);
    expect(parseHttpDate('Monday, 01-Jan-05 00:00:00 GMT', late)).toBe(Date.UTC(2105, 0, 1));
    expect(parseHttpDate('Monday, 01-Jan-60 00:00:00 GMT', late)).toBe(Date.UTC(2060, 0, 1));
  });

  it('finds a leap day in the century that has it', () => {
    expect(parseHttpDate('Monday, 29-Feb-00 00:00:00 GMT', Date.UTC(2060, 0, 1))).toBe(Date.UTC(2000, 1, 29));
  });

  it('reads back what was formatted', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 31) }), (ms) => {
        expect(parseHttpDate(formatHttpDate(ms), NOW)).toBe(Math.floor(ms / 1000) * 1000);
      }),
    );
  });
});
