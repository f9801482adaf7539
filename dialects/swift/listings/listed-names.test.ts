import { describe, expect, it } from 'vitest';
import type { ListingEntry } from './entries.ts';
import { renderJsonListing } from './json-listing.ts';
import { listedNames } from './listed-names.ts';
import { renderTextListing } from './text-listing.ts';
import { renderXmlListing } from './xml-listing.ts';

const entries: readonly ListingEntry[] = [
  {
    kind: 'object',
    name: 'a b',
    hash: 'd41d8cd98f00b204e9800998ecf8427e',
    bytes: 0,
    contentType: 'text/plain',
    lastModified: '2026-11-21T04:19:40.172500',
  },
  { kind: 'subdir', name: 'd/' },
];
const names = entries.map(({ name }) => name);

function read(type: string, body: string, target = '/v1/AUTH_a/c?x=/'): readonly string[] | undefined {
  return listedNames({ target, headers: [['Content-Type', type]], body: Buffer.from(body) });
}

describe('the names that an answer lists', () => {
  it('are the same in every format', () => {
    expect(read('text/plain; charset=utf-8', renderTextListing(names))).toEqual(names);
    expect(read('Application/JSON', renderJsonListing(entries))).toEqual(names);
    expect(read('application/xml', renderXmlListing('container', 'c', entries))).toEqual(names);
    expect(read('text/xml', renderXmlListing('container', 'c', entries))).toEqual(names);
  });

  it('are none where the answer is empty', () => {
    expect(read('text/plain', '')).toEqual([]);
    expect(read('application/json', '[]')).toEqual([]);
  });

  it('are not read from the content of an object, nor from a list of containers', () => {
    expect(read('text/plain', 'a\n', '/v1/AUTH_a/c/o')).toBeUndefined();
    expect(read('text/plain', 'a\n', '/v1/AUTH_a')).toBeUndefined();
    expect(read('application/json', '[]', '/info')).toBeUndefined();
  });

  it('are not guessed from what cannot be read', () => {
    expect(read('text/plain', 'no end')).toBeUndefined();
    expect(read('text/html', 'a\n')).toBeUndefined();
    expect(read('application/json', '{')).toBeUndefined();
    expect(read('application/xml', '<c')).toBeUndefined();
  });
});
