import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeKey } from './attributes.ts';
import type { Bucket } from './bucket.ts';
import { NULL_VERSION, type Version } from './object-record.ts';
import { PLAIN, type StoreFixture, storeFixture } from './testing/store-fixture.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function content(version: Version | undefined): string | undefined {
  if (version?.type !== 'object') return undefined;
  return new TextDecoder().decode(version.blob.bytes());
}

function historyOf(bucket: Bucket, key: string): string[] {
  return (bucket.history.get(key) ?? []).map((version) => content(version) ?? 'marker');
}

describe('objects', () => {
  it('are stored with what was said about them', () => {
    const { clock, bucket, put } = storeFixture(1000);
    const colour = attributeKey<string>('colour');
    const object = put('k', 'text', {
      contentHeaders: [['Content-Type', 'text/plain']],
      metadata: [['x', 'y']],
      attributes: PLAIN.attributes.with(colour, 'red'),
    });
    expect(bucket.current('k')).toBe(object);
    expect(object).toMatchObject({
      type: 'object',
      key: 'k',
      versionId: NULL_VERSION,
      size: 4,
      lastModified: 1000,
      kind: 'normal',
      owner: 'owner',
      contentHeaders: [['Content-Type', 'text/plain']],
      metadata: [['x', 'y']],
      etag: '1cb251ec0d568de6a929b520c4aed8d1',
    });
    expect(object.attributes.get(colour)).toBe('red');
    clock.advance(1);
    expect(put('k', 'other').lastModified).toBe(1001);
    expect(bucket.usage).toEqual({ objects: 1, bytes: 5, versions: 1, versionBytes: 5, uploads: 0 });
  });

  it('are gone after remove, which may be said of what is not there', () => {
    const { bucket, put } = storeFixture();
    const object = put('k', 'text');
    expect(bucket.remove('k', 'o')).toEqual({ removed: object, marker: undefined });
    expect(bucket.current('k')).toBeUndefined();
    expect(bucket.remove('k', 'o')).toEqual({ removed: undefined, marker: undefined });
    expect(bucket.usage).toEqual({ objects: 0, bytes: 0, versions: 0, versionBytes: 0, uploads: 0 });
  });

  it('change in place without becoming new versions', () => {
    const { clock, bucket, put } = storeFixture(0, 'enabled');
    const first = put('k', '1');
    const second = put('k', '2');
    clock.advance(5);
    const updated = bucket.update(second, { storageClass: 'COLD' });
    expect(updated).toEqual({ ...second, storageClass: 'COLD' });
    expect(bucket.current('k')).toBe(updated);
    bucket.update(first, { tags: [{ key: 'a', value: 'b' }] });
    expect(bucket.version('k', first.versionId)).toMatchObject({
      tags: [{ key: 'a', value: 'b' }],
      noncurrentSince: 0,
    });
    expect(bucket.current('k')).toBe(updated);
    expect(bucket.usage).toMatchObject({ versions: 2, bytes: 1, versionBytes: 2 });
    bucket.removeVersion('k', second.versionId);
    expect(() => bucket.update(updated, {})).toThrow(expect.objectContaining({ kind: 'version-missing' }));
  });

  it('keep their old content for those who are reading it', async () => {
    const { store, bucket, put } = storeFixture();
    const source = (async function* () {
      for (let i = 0; i < 12; i++) yield new Uint8Array(1 << 20).fill(i);
    })();
    const blob = await store.blobs.receive(source);
    bucket.put({ ...PLAIN, key: 'k', blob, etag: 'e' });
    const reading = blob.read()[Symbol.asyncIterator]();
    let total = (await reading.next()).value.length;
    put('k', 'new');
    let last = 0;
    for (let next = await reading.next(); !next.done; next = await reading.next()) {
      total += next.value.length;
      last = next.value.at(-1) ?? -1;
    }
    expect([total, last]).toEqual([12 << 20, 11]);
    expect(content(bucket.current('k'))).toBe('new');
    expect(() => blob.retain()).toThrow('gone');
    await store.close();
  });
});

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

describe('appending', () => {
  function append(fixture: StoreFixture, position: number, text: string): ReturnType<Bucket['append']> {
    const blob = fixture.store.blobs.from(utf8(text));
    return fixture.bucket.append(position, { ...PLAIN, key: 'k', blob, etag: `after ${text}` });
  }

  it('creates the object, then makes it longer', () => {
    const fixture = storeFixture();
    const first = append(fixture, 0, 'Hello');
    expect(first).toMatchObject({ kind: 'appendable', size: 5 });
    fixture.clock.advance(7);
    const second = append(fixture, 5, ' world');
    expect(second).toMatchObject({
      kind: 'appendable',
      size: 11,
      etag: 'after  world',
      lastModified: 7,
      versionId: first.versionId,
    });
    expect(content(fixture.bucket.current('k'))).toBe('Hello world');
    expect(fixture.bucket.usage).toEqual({
      objects: 1,
      bytes: 11,
      versions: 1,
      versionBytes: 11,
      uploads: 0,
    });
  });

  it('knows the CRC-64 of the whole', () => {
    const fixture = storeFixture();
    append(fixture, 0, '[Object ');
    expect(append(fixture, 8, 'Content]').blob.digests).toEqual({ crc64: 16749565679157681890n });
  });

  it('extends the same version, and starts anew after a delete marker', () => {
    const fixture = storeFixture(0, 'enabled');
    const first = append(fixture, 0, 'a');
    expect(append(fixture, 1, 'b').versionId).toBe(first.versionId);
    fixture.bucket.remove('k', 'o');
    expect(append(fixture, 0, 'c').versionId).not.toBe(first.versionId);
    expect(historyOf(fixture.bucket, 'k')).toEqual(['ab', 'marker', 'c']);
  });

  it('refuses a wrong position and normal objects, and changes nothing', () => {
    const fixture = storeFixture();
    const wrong = expect.objectContaining({ kind: 'append-position' });
    expect(() => append(fixture, 1, 'x')).toThrow(wrong);
    expect(fixture.bucket.current('k')).toBeUndefined();
    append(fixture, 0, 'abc');
    expect(() => append(fixture, 0, 'x')).toThrow(wrong);
    expect(() => append(fixture, 2, 'x')).toThrow(wrong);
    expect(content(fixture.bucket.current('k'))).toBe('abc');
    fixture.put('k', 'normal');
    expect(() => append(fixture, 6, 'x')).toThrow(expect.objectContaining({ kind: 'not-appendable' }));
    expect(() => append(fixture, 0, 'x')).toThrow(expect.objectContaining({ kind: 'not-appendable' }));
  });

  it('leaves the old content to its readers and releases everything at the end', () => {
    const fixture = storeFixture();
    const { blob: first } = append(fixture, 0, 'abc');
    first.retain();
    const { blob: second } = append(fixture, 3, 'def');
    expect(first.bytes()).toEqual(utf8('abc'));
    first.release();
    fixture.bucket.remove('k', 'o');
    expect(() => first.retain()).toThrow('gone');
    expect(() => second.retain()).toThrow('gone');
  });
});

describe('multipart uploads', () => {
  function upload(fixture: StoreFixture, parts: Record<number, string>): string {
    const { id } = fixture.bucket.createUpload({ key: 'k', initiator: 'i', properties: PLAIN });
    for (const [number, text] of Object.entries(parts)) part(fixture, id, Number(number), text);
    return id;
  }

  function part(
    fixture: StoreFixture,
    id: string,
    number: number,
    text: string,
  ): ReturnType<Bucket['putPart']> {
    const blob = fixture.store.blobs.from(utf8(text));
    return fixture.bucket.putPart('k', id, { number, blob, etag: `e${text}` });
  }

  const tag = (): string => 'whole';

  it('become one object of the parts named', () => {
    const fixture = storeFixture(100);
    const id = upload(fixture, { 1: 'a', 2: 'bb', 3: 'unused', 7: 'ccc' });
    fixture.clock.advance(1);
    const unused = fixture.bucket.upload('k', id)?.parts.get(3)?.blob;
    const object = fixture.bucket.completeUpload('k', id, [1, 2, 7], (parts, whole) => {
      return `${parts.map(({ etag }) => etag)} ${whole.size}`;
    });
    expect(object).toMatchObject({
      etag: 'ea,ebb,eccc 6',
      size: 6,
      partSizes: [1, 2, 3],
      kind: 'normal',
      lastModified: 101,
    });
    expect(content(fixture.bucket.current('k'))).toBe('abbccc');
    expect(fixture.bucket.upload('k', id)).toBeUndefined();
    expect(() => unused?.retain()).toThrow('gone');
    fixture.bucket.remove('k', 'o');
    expect(() => object.blob.retain()).toThrow('gone');
  });

  it('keep the last part of a number', () => {
    const fixture = storeFixture();
    const id = upload(fixture, { 1: 'old' });
    const old = fixture.bucket.upload('k', id)?.parts.get(1)?.blob;
    fixture.clock.advance(3);
    expect(part(fixture, id, 1, 'new!')).toMatchObject({
      number: 1,
      size: 4,
      etag: 'enew!',
      lastModified: 3,
    });
    expect(() => old?.retain()).toThrow('gone');
    fixture.bucket.completeUpload('k', id, [1], tag);
    expect(content(fixture.bucket.current('k'))).toBe('new!');
  });

  it('refuse parts that were not uploaded, and go on', () => {
    const fixture = storeFixture();
    const id = upload(fixture, { 1: 'a' });
    expect(() => fixture.bucket.completeUpload('k', id, [1, 2], tag)).toThrow(
      expect.objectContaining({ kind: 'part-missing' }),
    );
    expect(() =>
      fixture.bucket.completeUpload('k', id, [1], () => {
        throw new Error('no tag');
      }),
    ).toThrow('no tag');
    expect(fixture.bucket.current('k')).toBeUndefined();
    fixture.bucket.completeUpload('k', id, [1], tag);
    expect(content(fixture.bucket.current('k'))).toBe('a');
  });

  it('are gone once aborted or completed, also for a part still on its way', () => {
    const fixture = storeFixture();
    const missing = expect.objectContaining({ kind: 'upload-missing' });
    for (const end of ['abort', 'complete']) {
      const id = upload(fixture, { 1: 'a' });
      const blob = fixture.bucket.upload('k', id)?.parts.get(1)?.blob;
      if (end === 'abort') fixture.bucket.abortUpload('k', id);
      else fixture.bucket.completeUpload('k', id, [1], tag);
      expect(() => part(fixture, id, 2, 'late')).toThrow(missing);
      expect(() => fixture.bucket.abortUpload('k', id)).toThrow(missing);
      expect(() => fixture.bucket.completeUpload('k', id, [1], tag)).toThrow(missing);
      if (end === 'abort') expect(() => blob?.retain()).toThrow('gone');
    }
    expect(fixture.bucket.usage.uploads).toBe(0);
  });

  it('belong to their key', () => {
    const fixture = storeFixture();
    const id = upload(fixture, { 1: 'a' });
    expect(fixture.bucket.upload('other', id)).toBeUndefined();
    expect(() => fixture.bucket.completeUpload('other', id, [1], tag)).toThrow(
      expect.objectContaining({ kind: 'upload-missing' }),
    );
    expect(fixture.bucket.usage.uploads).toBe(1);
  });

  it('make a version of their own when versioning is enabled', () => {
    const fixture = storeFixture(0, 'enabled');
    fixture.put('k', 'before');
    const id = upload(fixture, { 1: 'after' });
    const object = fixture.bucket.completeUpload('k', id, [1], tag);
    expect(object.versionId).not.toBe(NULL_VERSION);
    expect(historyOf(fixture.bucket, 'k')).toEqual(['before', 'after']);
  });
});
