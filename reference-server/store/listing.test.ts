import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { Attributes } from './attributes.ts';
import { createBlobStore } from './blob-store.ts';
import type { Bucket } from './bucket.ts';
import { manualClock } from './clock.ts';
import {
  type ListedVersion,
  listObjects,
  listParts,
  listUploads,
  listVersions,
  type ObjectQuery,
} from './listing.ts';
import type { ObjectVersion } from './object-record.ts';
import { createObjectStore, type ObjectStore } from './object-store.ts';
import type { ListEntry } from './roll-up.ts';
import type { Upload } from './upload.ts';

const PROPERTIES = {
  owner: 'o',
  contentHeaders: [],
  metadata: [],
  storageClass: 'STANDARD',
  tags: [],
  attributes: Attributes.empty,
};

let stores: ObjectStore[] = [];

function newBucket(): Bucket {
  const store = createObjectStore({ clock: manualClock(0), blobs: createBlobStore({ hashes: [] }) });
  stores.push(store);
  return store.createBucket({ name: 'b', owner: 'o', region: 'r' });
}

function put(bucket: Bucket, key: string): ObjectVersion {
  const blob = createBlobStore({ hashes: [] }).from(new Uint8Array(0));
  return bucket.put({ ...PROPERTIES, key, blob, etag: 'e' });
}

afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
});

/** Keys that meet each other, the delimiters and the edges of UTF-16 order in every way. */
const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '/', '-', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'),
  minLength: 1,
  maxLength: 5,
});
const start = fc.oneof(
  fc.constant(''),
  fc.string({ unit: fc.constantFrom('a', '/', '\u{10ffff}'), maxLength: 2 }),
);
const delimiter = fc.constantFrom('', '/', '/', '-', 'a/', '//', '\u{10ffff}', '\ue000');
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

interface Line {
  readonly key: string;
  readonly name: string;
}

/** What a listing without a limit shows of lines in order, by the words of the documentation. */
function model(lines: readonly Line[], query: { prefix: string; delimiter: string }): string[] {
  const shown: string[] = [];
  for (const { key: at, name } of lines) {
    if (!at.startsWith(query.prefix)) continue;
    const cut = query.delimiter === '' ? -1 : at.indexOf(query.delimiter, query.prefix.length);
    const entry = cut === -1 ? name : `prefix ${at.slice(0, cut + query.delimiter.length)}`;
    if (shown.at(-1) !== entry) shown.push(entry);
  }
  return shown;
}

function show<T>(entries: readonly ListEntry<T>[], name: (item: T) => string): string[] {
  return entries.map((entry) => (entry.type === 'item' ? name(entry.item) : `prefix ${entry.prefix}`));
}

const objectName = (item: { key: string }): string => `key ${item.key}`;

function keysOf(query: ObjectQuery, ...keys: string[]): string[] {
  const bucket = newBucket();
  for (const one of keys) put(bucket, one);
  return show(listObjects(bucket, query).entries, objectName);
}

describe('listObjects', () => {
  it('sorts by UTF-8 bytes', () => {
    expect(keysOf({ limit: 10 }, '\u{1f600}', '\uffff', 'b', 'a', 'B')).toEqual(
      ['B', 'a', 'b', '\uffff', '\u{1f600}'].map((one) => `key ${one}`),
    );
  });

  it('rolls keys up after the prefix', () => {
    const keys = ['a/', 'a/b', 'a/b/c', 'a/b/d', 'a/c', 'ab', 'b/x'];
    expect(keysOf({ limit: 10, delimiter: '/' }, ...keys)).toEqual(['prefix a/', 'key ab', 'prefix b/']);
    expect(keysOf({ limit: 10, delimiter: '/', prefix: 'a/' }, ...keys)).toEqual([
      'key a/',
      'key a/b',
      'prefix a/b/',
      'key a/c',
    ]);
    expect(keysOf({ limit: 10, delimiter: '/', prefix: 'a' }, ...keys)).toEqual(['prefix a/', 'key ab']);
    expect(keysOf({ limit: 10, delimiter: 'b/' }, ...keys)).toEqual([
      'key a/',
      'key a/b',
      'prefix a/b/',
      'key a/c',
      'key ab',
      'prefix b/',
    ]);
  });

  it('lists the delimiter itself and a group with an empty name', () => {
    expect(keysOf({ limit: 10, delimiter: '/' }, '/', '//', '/a', 'a//b')).toEqual(['prefix /', 'prefix a/']);
    expect(keysOf({ limit: 10, delimiter: '/', prefix: '/' }, '/', '//', '/a')).toEqual([
      'key /',
      'prefix //',
      'key /a',
    ]);
  });

  it('counts common prefixes in the limit and goes on after them', () => {
    const bucket = newBucket();
    for (const one of ['a/1', 'a/2', 'b', 'c/1', 'd']) put(bucket, one);
    const first = listObjects(bucket, { delimiter: '/', limit: 2 });
    expect(show(first.entries, objectName)).toEqual(['prefix a/', 'key b']);
    expect([first.truncated, first.nextMarker]).toEqual([true, 'b']);
    const second = listObjects(bucket, { delimiter: '/', limit: 1, marker: 'a/' });
    expect([second.truncated, second.nextMarker]).toEqual([true, 'b']);
    const last = listObjects(bucket, { delimiter: '/', limit: 2, marker: 'b' });
    expect(show(last.entries, objectName)).toEqual(['prefix c/', 'key d']);
    expect([last.truncated, last.nextMarker]).toEqual([false, undefined]);
  });

  it('gives nothing for a limit of 0', () => {
    const bucket = newBucket();
    put(bucket, 'a');
    expect(listObjects(bucket, { limit: 0 })).toEqual({
      entries: [],
      truncated: false,
      nextMarker: undefined,
    });
  });

  it('lets the dialect say whether a prefix around the marker is listed', () => {
    const keys = ['a/1', 'a/2', 'b'];
    const query = { limit: 10, delimiter: '/', marker: 'a/1' };
    expect(keysOf(query, ...keys)).toEqual(['key b']);
    expect(keysOf({ ...query, prefixOfMarker: 'list' }, ...keys)).toEqual(['prefix a/', 'key b']);
    expect(keysOf({ ...query, marker: 'a/2', prefixOfMarker: 'list' }, ...keys)).toEqual(['key b']);
    expect(keysOf({ ...query, marker: 'a/', prefixOfMarker: 'list' }, ...keys)).toEqual(['key b']);
  });

  it('does not show what a delete marker hides', () => {
    const bucket = newBucket();
    bucket.setVersioning('enabled');
    put(bucket, 'a');
    put(bucket, 'b');
    bucket.remove('a', 'o');
    expect(show(listObjects(bucket, { limit: 10 }).entries, objectName)).toEqual(['key b']);
  });

  it('agrees with a naive listing', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 25 }),
        start,
        delimiter,
        maybe(key),
        maybe(key),
        (keys, prefix, by, marker, endMarker) => {
          const bucket = newBucket();
          for (const one of keys) put(bucket, one);
          const lines = [...keys]
            .sort(bytes)
            .filter((one) => endMarker === undefined || bytes(one, endMarker) < 0)
            .map((one) => ({ key: one, name: `key ${one}` }));
          const all = model(lines, { prefix, delimiter: by });
          const expected = all.filter((entry) => {
            return marker === undefined || bytes(entry.slice(entry.indexOf(' ') + 1), marker) > 0;
          });
          const query = { prefix, delimiter: by, marker, endMarker };
          const page = listObjects(bucket, { ...query, limit: 1000 });
          expect(show(page.entries, objectName)).toEqual(expected);
          expect(page.truncated).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('agrees with a naive listing that shows prefixes around the marker', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 25 }),
        start,
        delimiter,
        key,
        (keys, prefix, by, marker) => {
          const bucket = newBucket();
          for (const one of keys) put(bucket, one);
          const lines = [...keys]
            .sort(bytes)
            .filter((one) => bytes(one, marker) > 0)
            .map((one) => ({ key: one, name: `key ${one}` }));
          const expected = model(lines, { prefix, delimiter: by }).filter(
            (entry) => entry !== `prefix ${marker}`,
          );
          const query = { prefix, delimiter: by, marker, prefixOfMarker: 'list' as const };
          const page = listObjects(bucket, { ...query, limit: 1000 });
          expect(show(page.entries, objectName)).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('shows the same in pages of any size', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 25 }),
        start,
        delimiter,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('skip' as const, 'list' as const),
        (keys, prefix, by, limit, prefixOfMarker) => {
          const bucket = newBucket();
          for (const one of keys) put(bucket, one);
          const query = { prefix, delimiter: by, prefixOfMarker };
          const whole = show(listObjects(bucket, { ...query, limit: 1000 }).entries, objectName);
          const paged: string[] = [];
          let marker: string | undefined;
          do {
            const page = listObjects(bucket, { ...query, limit, marker });
            expect(page.entries.length === limit || !page.truncated).toBe(true);
            expect(page.nextMarker === undefined).toBe(!page.truncated);
            paged.push(...show(page.entries, objectName));
            marker = page.nextMarker;
          } while (marker !== undefined);
          expect(paged).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not look at what lies under a common prefix', () => {
    const bucket = newBucket();
    for (let i = 0; i < 2000; i++) put(bucket, `a/${i}`);
    put(bucket, 'b');
    let steps = 0;
    const counted: Bucket = Object.create(bucket, {
      objects: {
        value: {
          after(bound: string | undefined, inclusive?: boolean) {
            steps++;
            return bucket.objects.after(bound, inclusive);
          },
        },
      },
    });
    const page = listObjects(counted, { delimiter: '/', limit: 10 });
    expect(show(page.entries, objectName)).toEqual(['prefix a/', 'key b']);
    expect(steps).toBe(3);
  });
});

/** A history of puts and deletions of a few keys, with versioning switched on and off. */
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom('put' as const, 'remove' as const), key }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constantFrom('enabled' as const, 'suspended' as const), key }),
  },
);

function play(
  bucket: Bucket,
  acts: readonly { act: 'put' | 'remove' | 'enabled' | 'suspended'; key: string }[],
): void {
  for (const { act: what, key: at } of acts) {
    if (what === 'put') put(bucket, at);
    else if (what === 'remove') bucket.remove(at, 'o');
    else bucket.setVersioning(what);
  }
}

const versionName = ({ version, latest }: ListedVersion): string =>
  `${version.type} ${version.key} ${version.versionId} ${latest}`;

function versionLines(bucket: Bucket): Line[] {
  const lines: (Line & { sequence: number })[] = [];
  for (const [at, versions] of bucket.history.from()) {
    for (const version of versions) {
      const latest = version === versions.at(-1);
      lines.push({ key: at, name: versionName({ version, latest }), sequence: version.sequence });
    }
  }
  return lines.sort((a, b) => bytes(a.key, b.key) || b.sequence - a.sequence);
}

describe('listVersions', () => {
  it('shows newest versions first and marks the latest', () => {
    const bucket = newBucket();
    put(bucket, 'a');
    bucket.setVersioning('enabled');
    const second = put(bucket, 'a');
    const { marker } = bucket.remove('a', 'o');
    put(bucket, 'b');
    const page = listVersions(bucket, { limit: 10 });
    expect(show(page.entries, versionName).slice(0, 3)).toEqual([
      `delete-marker a ${marker?.versionId} true`,
      `object a ${second.versionId} false`,
      'object a null false',
    ]);
    expect(page.entries).toHaveLength(4);
    expect([page.truncated, page.nextKeyMarker, page.nextVersionMarker]).toEqual([
      false,
      undefined,
      undefined,
    ]);
  });

  it('agrees with a naive listing, in pages of any size', () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 40 }),
        start,
        delimiter,
        fc.integer({ min: 1, max: 4 }),
        (acts, prefix, by, limit) => {
          const bucket = newBucket();
          play(bucket, acts);
          const expected = model(versionLines(bucket), { prefix, delimiter: by });
          const query = { prefix, delimiter: by };
          expect(show(listVersions(bucket, { ...query, limit: 1000 }).entries, versionName)).toEqual(
            expected,
          );
          const paged: string[] = [];
          let next: { keyMarker?: string | undefined; versionMarker?: string | undefined } = {};
          do {
            const page = listVersions(bucket, { ...query, ...next, limit });
            paged.push(...show(page.entries, versionName));
            expect(page.nextKeyMarker === undefined).toBe(!page.truncated);
            next = { keyMarker: page.nextKeyMarker, versionMarker: page.nextVersionMarker };
          } while (next.keyMarker !== undefined);
          expect(paged).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('goes on in the right place when the versions of the last page have been deleted', () => {
    const bucket = newBucket();
    bucket.setVersioning('enabled');
    for (let i = 0; i < 7; i++) put(bucket, 'a');
    put(bucket, 'b');
    let seen = 0;
    let next: { keyMarker?: string | undefined; versionMarker?: string | undefined } = {};
    do {
      const page = listVersions(bucket, { ...next, limit: 2 });
      for (const entry of page.entries) {
        seen++;
        if (entry.type === 'item') bucket.removeVersion(entry.item.version.key, entry.item.version.versionId);
      }
      next = { keyMarker: page.nextKeyMarker, versionMarker: page.nextVersionMarker };
    } while (next.keyMarker !== undefined);
    expect(seen).toBe(8);
    expect(bucket.usage.versions).toBe(0);
  });

  it('starts after the key when the version marker was never a version, or is missing', () => {
    const bucket = newBucket();
    bucket.setVersioning('enabled');
    put(bucket, 'a');
    const b = put(bucket, 'b');
    for (const versionMarker of [undefined, 'nonsense', 'null', '']) {
      const page = listVersions(bucket, { keyMarker: 'a', versionMarker, limit: 10 });
      expect(show(page.entries, versionName)).toEqual([`object b ${b.versionId} true`]);
    }
  });

  it('ignores a version marker without a key marker', () => {
    const bucket = newBucket();
    bucket.setVersioning('enabled');
    const a = put(bucket, 'a');
    expect(listVersions(bucket, { versionMarker: a.versionId, limit: 10 }).entries).toHaveLength(1);
  });
});

describe('listUploads', () => {
  const uploadName = ({ key: at, id }: Upload): string => `${at} ${id}`;
  const startUpload = (bucket: Bucket, at: string): Upload =>
    bucket.createUpload({ key: at, initiator: 'i', properties: PROPERTIES });

  it('agrees with a naive listing, in pages of any size', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 25 }),
        start,
        delimiter,
        fc.integer({ min: 1, max: 4 }),
        (keys, prefix, by, limit) => {
          const bucket = newBucket();
          const uploads = keys.map((at) => startUpload(bucket, at));
          const lines = uploads
            .map((upload) => ({ key: upload.key, name: uploadName(upload) }))
            .sort((a, b) => bytes(a.key, b.key) || bytes(a.name, b.name));
          const expected = model(lines, { prefix, delimiter: by });
          const query = { prefix, delimiter: by };
          expect(show(listUploads(bucket, { ...query, limit: 1000 }).entries, uploadName)).toEqual(expected);
          const paged: string[] = [];
          let next: { keyMarker?: string | undefined; idMarker?: string | undefined } = {};
          do {
            const page = listUploads(bucket, { ...query, ...next, limit });
            paged.push(...show(page.entries, uploadName));
            next = { keyMarker: page.nextKeyMarker, idMarker: page.nextIdMarker };
          } while (next.keyMarker !== undefined);
          expect(paged).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes the id marker only together with the key marker, and either need not exist', () => {
    const bucket = newBucket();
    const [a1, a2, b] = [startUpload(bucket, 'a'), startUpload(bucket, 'a'), startUpload(bucket, 'b')];
    const list = (query: { keyMarker?: string; idMarker?: string }): string[] =>
      show(listUploads(bucket, { ...query, limit: 10 }).entries, uploadName);
    const names = [a1, a2, b].map(uploadName);
    expect(list({ idMarker: a2.id })).toEqual(names);
    expect(list({ keyMarker: 'a' })).toEqual(names.slice(2));
    expect(list({ keyMarker: 'a', idMarker: a1.id })).toEqual(names.slice(1));
    expect(list({ keyMarker: 'a', idMarker: '' })).toEqual(names);
    expect(list({ keyMarker: 'a', idMarker: 'zzz' })).toEqual(names.slice(2));
    expect(list({ keyMarker: 'A', idMarker: a2.id })).toEqual(names);
    bucket.abortUpload('a', a1.id);
    expect(list({ keyMarker: 'a', idMarker: a1.id })).toEqual(names.slice(1));
  });
});

describe('listParts', () => {
  it('pages through the part numbers', () => {
    const bucket = newBucket();
    const upload = bucket.createUpload({ key: 'k', initiator: 'i', properties: PROPERTIES });
    const blobs = createBlobStore({ hashes: [] });
    for (const number of [10, 2, 1, 10_000]) {
      bucket.putPart('k', upload.id, {
        number,
        blob: blobs.from(new Uint8Array(number % 7)),
        etag: `e${number}`,
      });
    }
    const first = listParts(upload, { limit: 3 });
    expect(first.parts.map(({ number }) => number)).toEqual([1, 2, 10]);
    expect([first.truncated, first.nextMarker]).toEqual([true, 10]);
    const rest = listParts(upload, { limit: 3, marker: 10 });
    expect(rest.parts.map(({ number, size }) => [number, size])).toEqual([[10_000, 10_000 % 7]]);
    expect([rest.truncated, rest.nextMarker]).toEqual([false, undefined]);
    expect(listParts(upload, { limit: 0 })).toEqual({ parts: [], truncated: false, nextMarker: undefined });
    expect(listParts(upload, { limit: 1, marker: 10_000 }).parts).toEqual([]);
  });
});
