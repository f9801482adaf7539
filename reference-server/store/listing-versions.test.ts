import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bucket } from './bucket.ts';
import { type ListedVersion, listVersions } from './listing.ts';
import { bytes, delimiter, key, type Line, model, show, start } from './testing/listing-model.ts';
import { type StoreFixture, storeFixture } from './testing/store-fixture.ts';

/** A history of puts and deletions of a few keys, with versioning switched on and off. */
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom('put' as const, 'remove' as const), key }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constantFrom('enabled' as const, 'suspended' as const), key }),
  },
);

function play(
  { bucket, put }: StoreFixture,
  acts: readonly { act: 'put' | 'remove' | 'enabled' | 'suspended'; key: string }[],
): void {
  for (const { act: what, key: at } of acts) {
    if (what === 'put') put(at);
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
    const { bucket, put } = storeFixture();
    put('a');
    bucket.setVersioning('enabled');
    const second = put('a');
    const { marker } = bucket.remove('a', 'o');
    put('b');
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
          const fixture = storeFixture();
          const { bucket } = fixture;
          play(fixture, acts);
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
    const { bucket, put } = storeFixture();
    bucket.setVersioning('enabled');
    for (let i = 0; i < 7; i++) put('a');
    put('b');
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
    const { bucket, put } = storeFixture();
    bucket.setVersioning('enabled');
    put('a');
    const b = put('b');
    for (const versionMarker of [undefined, 'nonsense', 'null', '']) {
      const page = listVersions(bucket, { keyMarker: 'a', versionMarker, limit: 10 });
      expect(show(page.entries, versionName)).toEqual([`object b ${b.versionId} true`]);
    }
  });

  it('ignores a version marker without a key marker', () => {
    const { bucket, put } = storeFixture();
    bucket.setVersioning('enabled');
    const a = put('a');
    expect(listVersions(bucket, { versionMarker: a.versionId, limit: 10 }).entries).toHaveLength(1);
  });
});
