import { describe, expect, it } from 'vitest';
import { swift } from '../../dialects/swift/index.ts';
import type { ListingEntry } from '../../dialects/swift/listings/entries.ts';
import { renderJsonListing } from '../../dialects/swift/listings/json-listing.ts';
import { renderTextListing } from '../../dialects/swift/listings/text-listing.ts';
import { renderXmlListing } from '../../dialects/swift/listings/xml-listing.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { type Answer, exchangeOf } from '../../harness/verify/testing/answer.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import { seen } from '../testing/trials.ts';
import type { Trial } from '../world/trial.ts';
import { contentKeys } from './content-keys.ts';

function keys(ours: Answer, theirs: Answer, path: string, dialect = tencentCos): string[] {
  const fuzzCase = sampleOf('GetObject');
  const trial: Trial = {
    fuzzCase,
    target: exchangeOf(ours),
    reference: exchangeOf(theirs),
    rendered: rendered(fuzzCase),
    ids: { target: [], reference: [] },
  };
  return contentKeys(trial, seen({ path }), dialect);
}

const CONTAINER = '/v1/AUTH_a/c';
const named = (type: string, body: string): Answer => ({
  target: CONTAINER,
  headers: [['Content-Type', type]],
  body,
});
const asText = (...names: readonly string[]): Answer =>
  named('text/plain; charset=utf-8', renderTextListing(names));
const asJson = (...names: readonly string[]): Answer =>
  named('application/json', renderJsonListing(names.map(entryOf)));
const asXml = (...names: readonly string[]): Answer =>
  named('application/xml', renderXmlListing('container', 'c', names.map(entryOf)));

function entryOf(name: string): ListingEntry {
  const hash = 'd41d8cd98f00b204e9800998ecf8427e';
  const lastModified = '2026-11-21T04:19:40.172500';
  return { kind: 'object', name, hash, bytes: 0, contentType: 'text/plain', lastModified };
}

/** The keys of an answer to a request for a listing of a container. */
function listingKeys(ours: Answer, theirs: Answer, path: string): string[] {
  return keys(ours, theirs, path, swift);
}

describe('the keys of listings', () => {
  it('are the same in every format, and for what is listed where nothing is', () => {
    const key = listingKeys(asText('a', 'b'), asText('a'), 'header content-length');
    expect(key).toHaveLength(1);
    expect(listingKeys(asJson('a', 'b'), asJson('a'), '[]')).toEqual(key);
    expect(listingKeys(asXml('a', 'b'), asXml('a'), '/c/object:extra')).toEqual(key);
    expect(listingKeys(asText('b'), { status: 204, target: CONTAINER }, 'status:204→200')).toEqual(key);
  });

  it('tell other names and another order apart', () => {
    const all = [
      listingKeys(asText('a', 'b'), asText('a'), 'body'),
      listingKeys(asText('a', 'c'), asText('a'), 'body'),
      listingKeys(asText('a'), asText('a', 'b'), 'body'),
      listingKeys(asText('b', 'a'), asText('a', 'b'), 'body'),
    ];
    expect(new Set(all.map(String)).size).toBe(all.length);
    expect(all.every(({ length }) => length === 1)).toBe(true);
  });

  it('are one for an order, whichever names it moves beyond a page', () => {
    const [low, high] = ['\u{ff5e}', '\u{1f600}'];
    const key = listingKeys(asText('a', high, low), asText('a', low, high), 'body');
    expect(key).toHaveLength(1);
    const behind = (list: Answer, query: string): Answer => ({ ...list, target: `${CONTAINER}?${query}` });
    const marker = `marker=${encodeURIComponent(low)}`;
    expect(listingKeys(behind(asJson(), marker), behind(asJson(high), marker), '[]')).toEqual(key);
    expect(
      listingKeys(behind(asText(high), 'limit=1'), behind(asText(low), 'limit=1'), 'header content-length'),
    ).toEqual(key);
    // What is not there in any order is not missing because of the order.
    expect(
      listingKeys(behind(asText(high), 'limit=2'), behind(asText('a', low), 'limit=2'), 'body'),
    ).not.toEqual(key);
    const withoutCase = listingKeys(asText('a', 'B'), asText('B', 'a'), 'body');
    expect(withoutCase).toHaveLength(1);
    expect(withoutCase).not.toEqual(key);
  });

  it('are one for a prefix that is taken otherwise, whichever it is', () => {
    const under = (prefix: string, ...names: readonly string[]): Answer => ({
      ...asText(...names),
      target: `${CONTAINER}?prefix=${prefix}`,
    });
    const key = listingKeys(under('a', 'A', 'a'), under('a', 'a'), 'body');
    expect(key).toHaveLength(1);
    expect(listingKeys(under('B', 'Bx', 'bx'), under('B', 'Bx'), 'body')).toEqual(key);
    const elsewhere = listingKeys(under('a', 'a', 'ba'), under('a', 'a'), 'body');
    const ignored = listingKeys(under('a', 'a', 'b'), under('a', 'a'), 'body');
    const further = listingKeys(under('a', 'a', 'ab'), under('a', 'a'), 'body');
    expect(new Set([key, elsewhere, ignored, further].map(String)).size).toBe(4);
  });

  it('are none where the names are the same, or there are none', () => {
    expect(listingKeys(asText('a'), asText('a'), 'header content-length')).toEqual([]);
    expect(listingKeys(asText('a', 'b'), asText('a'), 'header date')).toEqual([]);
    expect(listingKeys(named('text/html', 'a'), named('text/html', 'b'), 'body')).toEqual([]);
    expect(listingKeys(named('application/json', '{'), asJson('a'), 'body')).toEqual([]);
    expect(listingKeys(named('application/xml', '<a'), asXml('a'), 'body')).toEqual([]);
    expect(listingKeys({ ...asText('a'), status: 404 }, asText('b'), 'status:200→404')).toEqual([]);
  });

  it('are none for the content of an object, or another document', () => {
    const content = (body: string): Answer => ({ ...named('text/plain', body), target: `${CONTAINER}/o` });
    expect(listingKeys(content('a\n'), content('b\n'), 'body')).toEqual([]);
    const rules = (prefix: string): Answer =>
      named(
        'application/xml',
        `<LifecycleConfiguration><Rule><Prefix>${prefix}</Prefix></Rule></LifecycleConfiguration>`,
      );
    expect(keys(rules('a'), rules('b'), '/LifecycleConfiguration/Rule/Prefix')).toEqual([]);
    const list = (key: string): Answer =>
      named('application/xml', `<ListBucketResult><Contents><Key>${key}</Key></Contents></ListBucketResult>`);
    expect(keys(list('a'), list('b'), '/ListBucketResult/Contents[1]/Key')).toHaveLength(1);
  });
});

describe('the keys of ranges', () => {
  const range = (first: number, last: number): Answer => ({
    status: 206,
    headers: [['Content-Range', `bytes ${first}-${last}/100`]],
  });

  it('are the same where they begin and end by as much elsewhere', () => {
    const key = keys(range(0, 8), range(0, 9), 'header content-range');
    expect(key).toHaveLength(1);
    expect(keys(range(20, 98), range(20, 99), 'body')).toEqual(key);
    expect(keys(range(1, 9), range(0, 9), 'body')).not.toEqual(key);
    expect(keys(range(0, 9), range(0, 9), 'header etag')).toEqual([]);
    expect(keys(range(0, 8), range(0, 9), 'header date')).toEqual([]);
    expect(keys({}, range(0, 9), 'status:206→200')).toEqual([]);
  });
});

describe('the key of missing ids of requests', () => {
  const ids = (...names: readonly string[]): Answer => ({ headers: names.map((name) => [name, 'tx1']) });

  it('is the same for every field that has the id', () => {
    const both = ids('X-Trans-Id', 'X-Openstack-Request-Id');
    const key = keys({}, both, 'header x-trans-id:missing', swift);
    expect(key).toHaveLength(1);
    expect(keys({}, both, 'header x-openstack-request-id:missing', swift)).toEqual(key);
    const other: Answer = {
      headers: [
        ['X-Trans-Id', 'tx1'],
        ['X-Timestamp', '1'],
      ],
    };
    expect(keys({}, other, 'header x-timestamp:missing', swift)).toEqual([]);
  });
});
