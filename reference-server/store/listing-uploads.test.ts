import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bucket } from './bucket.ts';
import { listParts, listUploads } from './listing.ts';
import { bytes, delimiter, key, model, show, start } from './testing/listing-model.ts';
import { PLAIN, storeFixture } from './testing/store-fixture.ts';
import type { Upload } from './upload.ts';

describe('listUploads', () => {
  const uploadName = ({ key: at, id }: Upload): string => `${at} ${id}`;
  const startUpload = (bucket: Bucket, at: string): Upload =>
    bucket.createUpload({ key: at, initiator: 'i', properties: PLAIN });

  it('agrees with a naive listing, in pages of any size', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 25 }),
        start,
        delimiter,
        fc.integer({ min: 1, max: 4 }),
        (keys, prefix, by, limit) => {
          const { bucket } = storeFixture();
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
    const { bucket } = storeFixture();
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
    const { bucket, store } = storeFixture();
    const upload = bucket.createUpload({ key: 'k', initiator: 'i', properties: PLAIN });
    for (const number of [10, 2, 1, 10_000]) {
      bucket.putPart('k', upload.id, {
        number,
        blob: store.blobs.from(new Uint8Array(number % 7)),
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
