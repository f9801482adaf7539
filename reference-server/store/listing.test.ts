import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bucket } from './bucket.ts';
import { type BucketPageQuery, listBucketNames, listObjects, type ObjectQuery } from './listing.ts';
import { bytes, delimiter, key, maybe, model, objectName, show, start } from './testing/listing-model.ts';
import { storeFixture } from './testing/store-fixture.ts';

function keysOf(query: ObjectQuery, ...keys: string[]): string[] {
  const { bucket, put } = storeFixture();
  for (const one of keys) put(one);
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
    const { bucket, put } = storeFixture();
    for (const one of ['a/1', 'a/2', 'b', 'c/1', 'd']) put(one);
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
    const { bucket, put } = storeFixture();
    put('a');
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
    const { bucket, put } = storeFixture();
    bucket.setVersioning('enabled');
    put('a');
    put('b');
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
          const { bucket, put } = storeFixture();
          for (const one of keys) put(one);
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
          const { bucket, put } = storeFixture();
          for (const one of keys) put(one);
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
          const { bucket, put } = storeFixture();
          for (const one of keys) put(one);
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
    const { bucket, put } = storeFixture();
    for (let i = 0; i < 2000; i++) put(`a/${i}`);
    put('b');
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

describe('listings where dialects differ', () => {
  it('go backwards, between the same bounds the other way round', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 12 }),
        fc.record({ prefix: start, delimiter: maybe(delimiter), marker: maybe(key), endMarker: maybe(key) }),
        (keys, { marker, endMarker, ...query }) => {
          const limit = 1000;
          const list = 'list' as const;
          const forth = keysOf(
            { ...query, marker: endMarker, endMarker: marker, limit, prefixOfMarker: list },
            ...keys,
          );
          const back = keysOf(
            { ...query, marker, endMarker, limit, prefixOfMarker: list, descending: true },
            ...keys,
          );
          expect(back).toEqual(forth.toReversed());
        },
      ),
    );
  });

  it('show of keys that are rolled up only the one that is the prefix', () => {
    const keys = ['a', 'a/', 'a/b', 'b/c', 'c', 'd//'];
    expect(keysOf({ limit: 10, delimiter: '/', rolledUp: 'own-item' }, ...keys)).toEqual([
      'key a',
      'key a/',
      'key c',
    ]);
    expect(keysOf({ limit: 2, delimiter: '/', rolledUp: 'own-item', marker: 'a' }, ...keys)).toEqual([
      'key a/',
      'key c',
    ]);
  });

  it('show nothing of keys that are rolled up where nothing stands for them', () => {
    const keys = ['a', 'a/', 'a/b', 'b/c', 'c', 'd//'];
    const query = { delimiter: '/', rolledUp: 'nothing' } as const;
    expect(keysOf({ ...query, limit: 10 }, ...keys)).toEqual(['key a', 'key c']);
    expect(keysOf({ ...query, limit: 1, marker: 'a' }, ...keys)).toEqual(['key c']);
    expect(keysOf({ ...query, limit: 10, prefix: 'a/' }, ...keys)).toEqual(['key a/', 'key a/b']);
  });

  it('have buckets under a common beginning of their names', () => {
    const { store } = storeFixture();
    for (const name of ['x/b', 'x/a-1', 'x/a-2', 'w/z', 'xa', 'y/a']) {
      store.createBucket({ name, owner: 'o', region: '' });
    }
    const names = (query: Partial<BucketPageQuery>) =>
      show(listBucketNames(store, { within: 'x/', limit: 10, ...query }).entries, ({ name }) => name);
    expect(names({})).toEqual(['x/a-1', 'x/a-2', 'x/b']);
    expect(names({ delimiter: '-' })).toEqual(['prefix a-', 'x/b']);
    expect(names({ marker: 'a-1', limit: 1 })).toEqual(['x/a-2']);
    expect(names({ prefix: 'a', endMarker: 'a-2' })).toEqual(['x/a-1']);
    expect(names({ descending: true })).toEqual(['x/b', 'x/a-2', 'x/a-1']);
  });
});
