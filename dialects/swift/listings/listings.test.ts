import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListingEntry } from './entries.ts';
import { readJsonListing, renderJsonListing } from './json-listing.ts';
import { chooseFormat } from './listing-format.ts';
import { readTextListing, renderTextListing } from './text-listing.ts';
import { readXmlListing, renderXmlListing } from './xml-listing.ts';

const AT = '2026-11-21T04:19:40.172500';
const container: ListingEntry = { kind: 'container', name: 'alpha', count: 1, bytes: 5, lastModified: AT };
const object: ListingEntry = {
  kind: 'object',
  name: 'photos/me.jpg',
  hash: 'a90c3d3b91221ad9b850d26d8dc98e92',
  bytes: 13,
  contentType: 'image/jpeg',
  lastModified: AT,
};
const subdir = (name: string): ListingEntry => ({ kind: 'subdir', name });
const bytes = (text: string) => Buffer.from(text);
const listing = (entries: readonly ListingEntry[]) => ({ kind: 'listing', entries });

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot hold, and what it folds
const xmlName = name.filter((text) => !/[\u0000-\u001f\ufffe\uffff]/.test(text) && text.isWellFormed());
const entryOf = (names: fc.Arbitrary<string>) =>
  fc
    .tuple(names, fc.constantFrom<ListingEntry>(object, subdir('x')))
    .map(([text, entry]) => ({ ...entry, name: text }));

describe('text listings', () => {
  it('have a line for every name', () => {
    expect(renderTextListing(['a', 'b/'])).toBe('a\nb/\n');
    expect(readTextListing(bytes('a\nb/\n'))).toEqual(['a', 'b/']);
    expect(readTextListing(bytes(''))).toEqual([]);
  });

  it('need their last line feed, and UTF-8', () => {
    expect(readTextListing(bytes('a\nb'))).toBeUndefined();
    expect(readTextListing(Uint8Array.of(0xff, 0x0a))).toBeUndefined();
  });

  it('read back', () => {
    const names = fc.array(name.filter((text) => !text.includes('\n') && text.isWellFormed()));
    fc.assert(
      fc.property(names, (list) => {
        expect(readTextListing(bytes(renderTextListing(list)))).toEqual(list);
      }),
    );
  });
});

describe('JSON listings', () => {
  it('are written as documented', () => {
    expect(renderJsonListing([container, subdir('béta-')])).toBe(
      `[{"name": "alpha", "count": 1, "bytes": 5, "last_modified": "${AT}"}, {"subdir": "b\\u00e9ta-"}]`,
    );
    expect(renderJsonListing([])).toBe('[]');
  });

  it('may have members nobody asked for', () => {
    const more = `[{"name":"alpha","count":1,"bytes":5,"last_modified":"${AT}","storage_policy":"gold"}]`;
    expect(readJsonListing(bytes(more))).toEqual(listing([container]));
  });

  it.each([
    '',
    '{}',
    '[1]',
    '[null]',
    '[{}]',
    '[{"name":"a","bytes":"5","last_modified":"x","count":1}]',
    '[',
    '"',
  ])('are not %s', (text) => expect(readJsonListing(bytes(text)).kind).toBe('unreadable'));

  it('read back, whatever the names hold', () => {
    fc.assert(
      fc.property(fc.array(entryOf(name.filter((text) => text.isWellFormed()))), (entries) => {
        expect(readJsonListing(bytes(renderJsonListing(entries)))).toEqual(listing(entries));
      }),
    );
  });
});

describe('XML listings', () => {
  it('of an account have lines, and folded names as attributes', () => {
    expect(renderXmlListing('account', 'AUTH_test', [container, subdir('beta-')])).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<account name="AUTH_test">',
        `<container><name>alpha</name><count>1</count><bytes>5</bytes><last_modified>${AT}</last_modified></container>`,
        '<subdir name="beta-" />',
        '</account>',
      ].join('\n'),
    );
  });

  it('of a container have none, and folded names as elements, too', () => {
    expect(renderXmlListing('container', 'l', [object, subdir('photos/plants/')])).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<container name="l"><object><name>photos/me.jpg</name>` +
        `<hash>a90c3d3b91221ad9b850d26d8dc98e92</hash><bytes>13</bytes><content_type>image/jpeg</content_type>` +
        `<last_modified>${AT}</last_modified></object>` +
        `<subdir name="photos/plants/"><name>photos/plants/</name></subdir></container>`,
    );
    expect(renderXmlListing('container', 'c1', [])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<container name="c1" />',
    );
  });

  it.each([
    '',
    '<container name="c">',
    '<account name="a"/>',
    '<container><object/></container>',
    '<!DOCTYPE a><a/>',
  ])('are not %s', (text) => expect(readXmlListing('container', bytes(text)).kind).toBe('unreadable'));

  it('read back in order', () => {
    fc.assert(
      fc.property(fc.array(entryOf(xmlName)), (entries) => {
        const text = renderXmlListing('container', 'c', entries);
        expect(readXmlListing('container', bytes(text))).toEqual(listing(entries));
      }),
    );
  });
});

describe('chooseFormat', () => {
  const type = (format: string | undefined, accept?: string) => {
    const choice = chooseFormat(format, accept);
    return choice.kind === 'format' ? choice.contentType.split(';')[0] : choice.refusal;
  };

  it.each([
    [undefined, undefined, 'text/plain'],
    ['JSON', undefined, 'application/json'],
    ['xml', 'application/json', 'application/xml'],
    ['plain', 'application/json', 'text/plain'],
    ['nonsense', undefined, 'text/plain'],
    ['', 'application/json', 'text/plain'],
    [undefined, 'text/xml', 'text/xml'],
    [undefined, 'application/json;q=0.5, application/xml;q=0.8', 'application/xml'],
    [undefined, 'application/*', 'application/json'],
    [undefined, '*/*', 'text/plain'],
    [undefined, '*/*;q=0.1, text/plain;q=0', 'application/json'],
    [undefined, 'image/png', 'not-acceptable'],
    [undefined, 'text', 'malformed-accept'],
    [undefined, 'application/json;q=high', 'malformed-accept'],
  ])('format %s, Accept %s: %s', (format, accept, expected) => {
    expect(type(format, accept)).toBe(expected);
  });

  it('takes any header without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (accept) => {
        expect(chooseFormat(undefined, accept).kind).toBeTypeOf('string');
      }),
    );
  });
});
