import { describe, expect, it } from 'vitest';
import { attributeKey } from './attributes.ts';
import type { Bucket } from './bucket.ts';
import { NULL_VERSION } from './object-record.ts';
import { content, historyOf, PLAIN, type StoreFixture, storeFixture, utf8 } from './testing/store-fixture.ts';

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
