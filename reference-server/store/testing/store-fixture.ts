import { Attributes } from '../attributes.ts';
import { createBlobStore } from '../blob-store.ts';
import type { Bucket, Versioning } from '../bucket.ts';
import { type ManualClock, manualClock } from '../clock.ts';
import type { ObjectProperties, ObjectVersion, Version } from '../object-record.ts';
import { createObjectStore, type ObjectStore } from '../object-store.ts';

/** Properties of an object nobody said anything about. */
export const PLAIN: ObjectProperties = {
  owner: 'owner',
  contentHeaders: [],
  metadata: [],
  storageClass: 'STANDARD',
  tags: [],
  attributes: Attributes.empty,
};

/** A store with one bucket, for the unit tests of this folder. */
export interface StoreFixture {
  readonly clock: ManualClock;
  readonly store: ObjectStore;
  readonly bucket: Bucket;
  /** Stores `text` under `key`. */
  put(key: string, text?: string, more?: Partial<ObjectProperties>): ObjectVersion;
}

/** A fresh fixture whose clock shows `now`. */
export function storeFixture(now = 0, versioning: Versioning = 'unset'): StoreFixture {
  const clock = manualClock(now);
  const store = createObjectStore({ clock, blobs: createBlobStore() });
  const bucket = store.createBucket({ name: 'bucket', owner: 'owner', region: 'here' });
  if (versioning !== 'unset') bucket.setVersioning(versioning);
  return {
    clock,
    store,
    bucket,
    put(key, text = '', more = {}) {
      const blob = store.blobs.from(new TextEncoder().encode(text));
      return bucket.put({ ...PLAIN, ...more, key, blob, etag: blob.digests.md5 ?? '' });
    },
  };
}

/** Text as bytes. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What an object in memory holds, as text; undefined for delete markers and nothing. */
export function content(version: Version | undefined): string | undefined {
  if (version?.type !== 'object') return undefined;
  return new TextDecoder().decode(version.blob.bytes());
}

/** Contents of all versions of a key, oldest first. */
export function historyOf(bucket: Bucket, key: string): string[] {
  return (bucket.history.get(key) ?? []).map((version) => content(version) ?? 'marker');
}
