import { describe, expect, it } from 'vitest';
import { Attributes, attributeKey } from './attributes.ts';
import { storeFixture } from './testing/store-fixture.ts';

describe('buckets', () => {
  it('are created once', () => {
    const { store, clock } = storeFixture(5);
    clock.advance(1);
    const attributes = Attributes.empty.with(attributeKey<string>('a'), 'x');
    const created = store.createBucket({ name: 'other', owner: 'me', region: 'there', attributes });
    expect(created).toMatchObject({
      name: 'other',
      owner: 'me',
      region: 'there',
      createdAt: 6,
      versioning: 'unset',
    });
    expect(created.attributes).toBe(attributes);
    expect(store.bucket('other')).toBe(created);
    expect(() => store.createBucket({ name: 'other', owner: 'you', region: 'r' })).toThrow(
      expect.objectContaining({ kind: 'bucket-exists' }),
    );
  });

  it('are listed by name, owner, prefix and marker', () => {
    const { store } = storeFixture();
    for (const name of ['b2', 'a', 'b1', 'b3']) {
      store.createBucket({ name, owner: name === 'b2' ? 'you' : 'me', region: 'r' });
    }
    const names = (query: Parameters<typeof store.listBuckets>[0]): string[] =>
      store.listBuckets(query).buckets.map(({ name }) => name);
    expect(names({})).toEqual(['a', 'b1', 'b2', 'b3', 'bucket']);
    expect(names({ owner: 'me' })).toEqual(['a', 'b1', 'b3']);
    expect(names({ prefix: 'b' })).toEqual(['b1', 'b2', 'b3', 'bucket']);
    expect(names({ prefix: 'b', marker: 'b1', endMarker: 'b3' })).toEqual(['b2']);
    expect(store.listBuckets({ owner: 'me', limit: 2 })).toMatchObject({ truncated: true });
    expect(store.listBuckets({ owner: 'me', limit: 3 })).toMatchObject({ truncated: false });
    expect(store.listBuckets({ limit: 0 })).toEqual({ buckets: [], truncated: false });
  });

  it('keep what the dialect attaches to them', () => {
    const { bucket } = storeFixture();
    const rules = attributeKey<readonly string[]>('rules');
    bucket.setAttribute(rules, ['x']);
    expect(bucket.attributes.get(rules)).toEqual(['x']);
    bucket.setAttribute(rules, undefined);
    expect(bucket.attributes.has(rules)).toBe(false);
  });

  it('are removed when nothing is left in them', () => {
    const { store, bucket, put } = storeFixture(0, 'enabled');
    const gone = put('a');
    const { marker } = bucket.remove('a', 'o');
    const refused = expect.objectContaining({ kind: 'bucket-not-empty' });
    expect(() => store.removeBucket('bucket', 'abort')).toThrow(refused);
    bucket.removeVersion('a', gone.versionId);
    expect(() => store.removeBucket('bucket', 'abort')).toThrow(refused);
    bucket.removeVersion('a', marker?.versionId ?? '');
    store.removeBucket('bucket', 'refuse');
    expect(store.bucket('bucket')).toBeUndefined();
    expect(() => store.removeBucket('bucket', 'refuse')).toThrow(
      expect.objectContaining({ kind: 'bucket-missing' }),
    );
  });

  it('are held by unfinished uploads only when the dialect says so', () => {
    const { store, bucket, put } = storeFixture();
    const { owner, contentHeaders, metadata, storageClass, tags, attributes } = put('a');
    bucket.remove('a', 'o');
    const properties = { owner, contentHeaders, metadata, storageClass, tags, attributes };
    bucket.createUpload({ key: 'k', initiator: 'i', properties });
    expect(() => store.removeBucket('bucket', 'refuse')).toThrow(
      expect.objectContaining({ kind: 'bucket-not-empty' }),
    );
    store.removeBucket('bucket', 'abort');
    expect(store.bucket('bucket')).toBeUndefined();
  });

  it('take nothing more once they are removed, not even from a request that began before', () => {
    const { store, bucket, put } = storeFixture();
    store.removeBucket('bucket', 'refuse');
    const missing = expect.objectContaining({ kind: 'bucket-missing' });
    expect(() => put('a')).toThrow(missing);
    expect(() => bucket.remove('a', 'o')).toThrow(missing);
    expect(() => bucket.setVersioning('enabled')).toThrow(missing);
    expect(() => bucket.setAttribute(attributeKey('x'), 1)).toThrow(missing);
    store.createBucket({ name: 'bucket', owner: 'o', region: 'r' });
    expect(() => put('a')).toThrow(missing);
  });
});

it('gives all blobs up when it is closed', async () => {
  const { store, put } = storeFixture();
  const { blob } = put('a', 'x');
  await store.close();
  expect(() => blob.retain()).toThrow('gone');
  expect(store.bucket('bucket')).toBeUndefined();
});
