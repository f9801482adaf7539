import type { Attributes } from './attributes.ts';
import type { BlobStore } from './blob.ts';
import type { Bucket } from './bucket.ts';
import type { Clock } from './clock.ts';
import { createIdSource, type IdSource } from './ids.ts';
import { compareKeys } from './key-order.ts';
import { OrderedMap } from './ordered-map.ts';
import { StoreProblem } from './store-problem.ts';
import { type BucketSurroundings, StoredBucket } from './stored-bucket.ts';

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
  /** Names from this one on. */
  readonly from?: string | undefined;
  /** Names after this one. */
  readonly marker?: string | undefined;
  /** Names before this one. */
  readonly endMarker?: string | undefined;
  /** Default: no limit. */
  readonly limit?: number | undefined;
}

/** Buckets by name. */
export interface BucketPage {
  readonly buckets: readonly Bucket[];
  /** True when the limit kept at least one more out. */
  readonly truncated: boolean;
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
  listBuckets(query?: BucketQuery): BucketPage;
  /** Drops everything and removes all temporary files. */
  close(): Promise<void>;
}

/** What `createObjectStore` needs. The store closes `blobs` when it is closed. */
export interface ObjectStoreOptions {
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly ids?: IdSource | undefined;
}

/** An empty object store that keeps its records in the memory of the process. */
export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const { clock, blobs } = options;
  let sequence = 0;
  const surroundings: BucketSurroundings = {
    clock,
    blobs,
    ids: options.ids ?? createIdSource(),
    nextSequence: () => ++sequence,
  };
  const buckets = new OrderedMap<string, StoredBucket>(compareKeys);
  return {
    clock,
    blobs,
    createBucket(bucket) {
      if (buckets.get(bucket.name)) throw new StoreProblem('bucket-exists', 'the bucket exists');
      const created = new StoredBucket(surroundings, bucket);
      buckets.set(bucket.name, created);
      return created;
    },
    bucket: (name) => buckets.get(name),
    removeBucket(name, pendingUploads) {
      const bucket = buckets.get(name);
      if (!bucket) throw new StoreProblem('bucket-missing', 'there is no such bucket');
      const { versions, uploads } = bucket.usage;
      if (versions > 0 || (uploads > 0 && pendingUploads === 'refuse')) {
        throw new StoreProblem('bucket-not-empty', 'the bucket is not empty');
      }
      buckets.delete(name);
      bucket.dispose();
    },
    listBuckets: (query = {}) => listBuckets(buckets, query),
    async close() {
      for (const [, bucket] of buckets.from()) bucket.dispose();
      buckets.clear();
      await blobs.close();
    },
  };
}

function listBuckets(all: OrderedMap<string, StoredBucket>, query: BucketQuery): BucketPage {
  const { owner, prefix = '', from = '', marker = '', endMarker, limit = Number.POSITIVE_INFINITY } = query;
  const buckets: Bucket[] = [];
  const start = [prefix, from, marker].reduce((a, b) => (compareKeys(a, b) < 0 ? b : a));
  for (const [name, bucket] of all.from(start)) {
    if (!name.startsWith(prefix)) break;
    if (endMarker !== undefined && compareKeys(name, endMarker) >= 0) break;
    if (name === marker) continue;
    if (owner !== undefined && bucket.owner !== owner) continue;
    if (buckets.length >= limit) return { buckets, truncated: limit > 0 };
    buckets.push(bucket);
  }
  return { buckets, truncated: false };
}
