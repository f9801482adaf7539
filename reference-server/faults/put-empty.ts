import { Attributes } from '../store/attributes.ts';
import type { StoredBlob } from '../store/blob.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** A blob without bytes; the caller owns it. */
export function emptyBlob({ blobs }: ObjectStore): StoredBlob {
  return blobs.from(new Uint8Array(), ['md5', 'crc64']);
}

/** Stores an object that nobody described, by default without bytes. Takes the caller's reference on `blob` over. */
export function putEmpty(
  store: ObjectStore,
  bucket: Bucket,
  key: string,
  blob: StoredBlob = emptyBlob(store),
): ObjectVersion {
  return bucket.put({
    key,
    blob,
    etag: blob.digests.md5 ?? '',
    owner: bucket.owner,
    contentHeaders: [['Content-Type', 'application/octet-stream']],
    metadata: [],
    storageClass: 'STANDARD',
    tags: [],
    attributes: Attributes.empty,
  });
}
