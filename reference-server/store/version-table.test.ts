import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NULL_VERSION, type Version } from './object-record.ts';
import { content, historyOf, storeFixture } from './testing/store-fixture.ts';

describe('versions', () => {
  it('pile up while versioning is enabled', () => {
    const { clock, bucket, put } = storeFixture();
    put('k', 'null');
    bucket.setVersioning('enabled');
    clock.advance(10);
    const one = put('k', 'one');
    clock.advance(10);
    const { marker, removed } = bucket.remove('k', 'o');
    expect(removed).toBeUndefined();
    expect(marker).toMatchObject({ type: 'delete-marker', key: 'k', owner: 'o', lastModified: 20 });
    expect(new Set([NULL_VERSION, one.versionId, marker?.versionId]).size).toBe(3);
    expect(bucket.current('k')).toBeUndefined();
    expect(bucket.newest('k')).toBe(marker);
    expect(content(bucket.version('k', NULL_VERSION))).toBe('null');
    expect(bucket.version('k', one.versionId)).toMatchObject({ noncurrentSince: 20 });
    expect(bucket.usage).toEqual({ objects: 0, bytes: 0, versions: 3, versionBytes: 7, uploads: 0 });
  });

  it('replace the null version while versioning is suspended', () => {
    const { bucket, put } = storeFixture();
    put('k', 'first null');
    bucket.setVersioning('enabled');
    put('k', 'one');
    bucket.setVersioning('suspended');
    const nul = put('k', 'second null');
    expect(nul.versionId).toBe(NULL_VERSION);
    expect(historyOf(bucket, 'k')).toEqual(['one', 'second null']);
    const { removed, marker } = bucket.remove('k', 'o');
    expect(removed).toBe(nul);
    expect(marker?.versionId).toBe(NULL_VERSION);
    expect(historyOf(bucket, 'k')).toEqual(['one', 'marker']);
    bucket.remove('k', 'o');
    expect(historyOf(bucket, 'k')).toEqual(['one', 'marker']);
    bucket.setVersioning('enabled');
    bucket.remove('k', 'o');
    expect(historyOf(bucket, 'k')).toEqual(['one', 'marker', 'marker']);
  });

  it('come back when what hid them is removed', () => {
    const { bucket, put } = storeFixture(0, 'enabled');
    const one = put('k', 'one');
    const two = put('k', 'two');
    const { marker } = bucket.remove('k', 'o');
    bucket.removeVersion('k', marker?.versionId ?? '');
    expect(content(bucket.current('k'))).toBe('two');
    expect(bucket.current('k')?.noncurrentSince).toBeUndefined();
    bucket.removeVersion('k', one.versionId);
    expect(content(bucket.current('k'))).toBe('two');
    expect(bucket.removeVersion('k', two.versionId).removed).toMatchObject({ etag: two.etag });
    expect(bucket.newest('k')).toBeUndefined();
    expect(bucket.removeVersion('k', two.versionId)).toEqual({ removed: undefined, marker: undefined });
    expect(bucket.history.size).toBe(0);
  });

  it.each(['', 'null', 'nonsense', '0'.repeat(32)])('have no other names: %j', (id) => {
    const { bucket, put } = storeFixture(0, 'enabled');
    const { versionId } = put('k');
    expect(bucket.version('k', id)).toBeUndefined();
    const forged = versionId.slice(0, -1) + (versionId.endsWith('0') ? '1' : '0');
    expect(bucket.version('k', forged)).toBeUndefined();
    expect(bucket.version('other', versionId)).toBeUndefined();
  });

  it('behave as the rules of versioning say, whatever is done', () => {
    const key = fc.constantFrom('a', 'b');
    const step = fc.oneof(
      fc.record({ act: fc.constant('put' as const), key, pick: fc.nat() }),
      fc.record({ act: fc.constant('remove' as const), key, pick: fc.nat() }),
      fc.record({ act: fc.constant('removeVersion' as const), key, pick: fc.nat() }),
      fc.record({ act: fc.constant('enabled' as const), key, pick: fc.nat() }),
      fc.record({ act: fc.constant('suspended' as const), key, pick: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { bucket, put } = storeFixture();
        let model: { key: string; id: string; text: string | undefined }[] = [];
        const blobs = new Set<Version>();
        const add = (entry: { key: string; id: string; text: string | undefined }): void => {
          if (entry.id === NULL_VERSION) {
            model = model.filter(({ key: at, id }) => at !== entry.key || id !== NULL_VERSION);
          }
          model.push(entry);
        };
        for (const [n, { act, key: at, pick }] of steps.entries()) {
          if (act === 'put') {
            const object = put(at, `${n}`);
            blobs.add(object);
            expect(object.versionId === NULL_VERSION).toBe(bucket.versioning !== 'enabled');
            add({ key: at, id: object.versionId, text: `${n}` });
          } else if (act === 'remove') {
            const { marker } = bucket.remove(at, 'o');
            if (marker) add({ key: at, id: marker.versionId, text: undefined });
            else model = model.filter((entry) => entry.key !== at || entry.id !== NULL_VERSION);
          } else if (act === 'removeVersion') {
            const mine = model.filter((entry) => entry.key === at);
            const chosen = mine[pick % Math.max(1, mine.length)];
            bucket.removeVersion(at, chosen?.id ?? 'none');
            model = model.filter((entry) => entry !== chosen);
          } else bucket.setVersioning(act);
        }
        for (const at of ['a', 'b']) {
          const mine = model.filter((entry) => entry.key === at);
          expect(historyOf(bucket, at)).toEqual(mine.map(({ text }) => text ?? 'marker'));
          expect(content(bucket.current(at))).toBe(mine.at(-1)?.text);
          expect(
            (bucket.history.get(at) ?? []).map((version) => version.noncurrentSince === undefined),
          ).toEqual(mine.map((_, index) => index === mine.length - 1));
          for (const [index, { id, text }] of mine.entries()) {
            expect(content(bucket.version(at, id))).toBe(text);
            expect(bucket.olderVersions(at, id)).toBe(index);
          }
        }
        const texts = model.map(({ text }) => text ?? '');
        const current = ['a', 'b'].flatMap(
          (at) => model.filter((entry) => entry.key === at).at(-1)?.text ?? [],
        );
        expect(bucket.usage).toEqual({
          objects: current.length,
          bytes: current.join('').length,
          versions: model.length,
          versionBytes: texts.join('').length,
          uploads: 0,
        });
        const held = [...bucket.history.from()].flatMap(([, versions]) =>
          versions.map(({ sequence }) => sequence),
        );
        for (const version of blobs) {
          if (version.type !== 'object') continue;
          if (held.includes(version.sequence)) version.blob.retain().release();
          else expect(() => version.blob.retain()).toThrow('gone');
        }
      }),
      { numRuns: 300 },
    );
  });
});
