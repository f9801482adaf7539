import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellQuote } from './shell-quote.ts';
import { hostileText } from './testing/record-arbitraries.ts';
import { printsArguments, runShell } from './testing/shell.ts';

/** What a shell argument can hold. */
const argument = hostileText.map((text) => text.toWellFormed().replaceAll('\0', ''));

describe('shellQuote', () => {
  it('leaves plain words and quotes the rest', () => {
    expect(shellQuote('--path-as-is')).toBe('--path-as-is');
    expect(shellQuote('http://127.0.0.1:9000/a-b_c.d')).toBe('http://127.0.0.1:9000/a-b_c.d');
    expect(shellQuote('')).toBe("''");
    expect(shellQuote("it's")).toBe(`'it'\\''s'`);
    expect(shellQuote('a\u001b[m')).toBe(`'a'"$(printf '\\033')"'[m'`);
    expect(shellQuote('~')).toBe("'~'");
  });

  it('makes words that a shell reads back as they were', () => {
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 20 }), (words) => {
        const said = runShell(`show ${words.map(shellQuote).join(' ')}`, printsArguments('show'));
        expect(said.toString('utf8')).toBe(words.map((word) => `${word}\0`).join(''));
      }),
      { numRuns: 60 },
    );
  });

  it('shows nothing that a terminal or a page would not print', () => {
    fc.assert(
      fc.property(argument, (text) => !/[^\P{C}\n\t]/u.test(shellQuote(text).replace(/\p{Cn}|\p{Co}/gu, ''))),
    );
  });
});
