import { describe, expect, it } from 'vitest';
import type { Bucket } from './bucket.ts';
import { NULL_VERSION } from './object-record.ts';
import { content, historyOf, PLAIN, type StoreFixture, storeFixture, utf8 } from './testing/store-fixture.ts';

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
