import { describe, expect, it } from 'vitest';
import { errorCodes } from './errors.ts';
import { refusals } from './refusals.ts';

describe('errorCodes', () => {
  it('are unique, spellings included', () => {
    const all = errorCodes.flatMap(({ code, printed }) => [code, ...printed]);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(errorCodes.filter(({ status }) => status.length > 0))('$code has error statuses', ({ status }) => {
    expect(status.filter((number) => number < 300 || number > 599)).toEqual([]);
  });

  it('contain every spelling a refusal takes over from the print', () => {
    const printed = new Map(errorCodes.flatMap(({ code, printed: as }) => as.map((name) => [name, code])));
    const accepted = Object.values(refusals).flatMap(({ accepts }) => accepts.codes);
    const misspelt = accepted.filter((code) => /Imcomplete|Matadata|Docunment|TooManyBucket$/.test(code));
    expect(misspelt.length).toBeGreaterThan(0);
    expect(misspelt.filter((code) => !printed.has(code))).toEqual([]);
  });

  it.each(errorCodes)(
    '$code: a refusal of that code has a status of the table, or later evidence',
    ({ code, status }) => {
      const statuses = Object.values(refusals)
        .filter((refusal) => refusal.code === code && refusal.accepts.codes.length > 0)
        .flatMap(({ accepts }) => accepts.status);
      if (statuses.length > 0) expect(status.some((number) => statuses.includes(number))).toBe(true);
    },
  );
});
