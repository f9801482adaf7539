import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document, many, one, optional, text } from './document.ts';
import { escapeXml } from './document-render.ts';
import { percentEncode } from './percent-encoding.ts';
import { type XmlPage, xmlPage } from './xml-page.ts';

const page: XmlPage = {
  document: document('R', [
    optional('More', text),
    optional('Next', text),
    many('E', [one('Key', text), one('Id', text)]),
    many('F', [one('Key', text), one('Id', text)]),
  ]),
  groups: ['E', 'F'],
  key: 'Key',
  id: 'Id',
  truncated: 'More',
  next: { marker: 'Next' },
};
const entry = (name: string, key: string, id: string): string =>
  `<${name}><Key>${escapeXml(key)}</Key><Id>${id}</Id></${name}>`;
const read = (body: string, of: XmlPage = page) => xmlPage(of).read(Buffer.from(body));

describe('an XML page', () => {
  it('has the entries of its groups, one group after the other, with their ids', () => {
    const found = read(`<R>${entry('F', 'c', '3')}${entry('E', 'a', '1')}${entry('E', 'b', '2')}</R>`);
    expect(found).toEqual({
      entries: [
        { keys: ['a'], id: '1' },
        { keys: ['b'], id: '2' },
        { keys: ['c'], id: '3' },
      ],
      next: undefined,
    });
  });

  it('asks for the next page only where it says that there is more, and how to go on', () => {
    expect(read('<R><More>true</More><Next>k</Next></R>')?.next).toEqual({ marker: 'k' });
    expect(read('<R><More>TRUE</More><Next>k</Next></R>')?.next).toEqual({ marker: 'k' });
    expect(read('<R><More>false</More><Next>k</Next></R>')?.next).toBeUndefined();
    expect(read('<R><More>true</More></R>')?.next).toBeUndefined();
  });

  it('gives both readings of a key that may be percent-encoded, the decoded one first', () => {
    const encoded = { ...page, percentEncoded: true };
    const keys = (key: string) => read(`<R>${entry('E', key, '1')}</R>`, encoded)?.entries[0]?.keys;
    expect(keys('a%20b')).toEqual(['a b', 'a%20b']);
    expect(keys('plain')).toEqual(['plain']);
    expect(keys('100%')).toEqual(['100%']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        const wellFormed = key.toWellFormed();
        expect(keys(percentEncode(wellFormed))?.[0]).toBe(wellFormed);
      }),
    );
  });

  it('passes over white space before it, and is none where the body is no XML', () => {
    expect(read('\r\n\t <R/>')).toEqual({ entries: [], next: undefined });
    for (const body of ['', ' ', '{}', '<R>', '<!DOCTYPE R><R/>']) expect(read(body)).toBeUndefined();
  });

  it('reads anything without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        expect(() => xmlPage(page).read(body)).not.toThrow();
      }),
    );
  });
});
