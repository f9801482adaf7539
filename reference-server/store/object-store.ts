import type { Attributes } from './attributes.ts';
import type { BlobStore } from './blob.ts';
import type { Bucket } from './bucket.ts';
import type { Clock } from './clock.ts';

/** What `createBucket` needs. */
export interface NewBucket {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  readonly attributes?: Attributes | undefined;
}

/** Which buckets `listBuckets` gives. */
export interface BucketQuery {
  readonly owner?: string | undefined;
  readonly prefix?: string | undefined;
  /** Names after this one. */
  readonly marker?: string | undefined;
  readonly limit?: number | undefined;
}

/** The object store every dialect is served from. */
export interface ObjectStore {
  readonly clock: Clock;
  readonly blobs: BlobStore;
  /** @throws StoreProblem bucket-exists */
  createBucket(bucket: NewBucket): Bucket;
  /** The bucket of that name, or undefined. */
  bucket(name: string): Bucket | undefined;
  /**
   * Removes a bucket without objects, versions and delete markers.
   * @param pendingUploads whether unfinished uploads are in the way or go with the bucket
   * @throws StoreProblem bucket-missing | bucket-not-empty
   */
  removeBucket(name: string, pendingUploads: 'refuse' | 'abort'): void;
  /** Buckets by name. */
  listBuckets(query?: BucketQuery): { readonly buckets: readonly Bucket[]; readonly truncated: boolean };
  /** Drops everything and removes all temporary files. */
  close(): Promise<void>;
}
