import type { Acl } from '../access/acl.ts';
import { Attributes } from '../store/attributes.ts';
import type { Bucket, Usage } from '../store/bucket.ts';
import { ACL } from './attributes.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { refuse } from './refuse.ts';

/** What a new bucket is made with. */
export interface BucketDraft {
  readonly acl: Acl;
  readonly region: string;
}

/**
 * Makes the addressed bucket for the owner of `acl`. Its name is a valid one.
 * @throws Refused bucket-owned | bucket-exists | too-many-buckets
 */
export function createBucket(context: OperationContext, draft: BucketDraft): Bucket {
  const { store, bucket: name, limits } = context;
  const owner = draft.acl.owner.account;
  const taken = store.bucket(name);
  if (taken) return refuse(taken.owner === owner ? 'bucket-owned' : 'bucket-exists');
  const own = store.listBuckets({ owner, limit: limits.bucketsPerAccount }).buckets;
  if (own.length >= limits.bucketsPerAccount) return refuse('too-many-buckets');
  const attributes = Attributes.empty.with(ACL, draft.acl);
  return store.createBucket({ name, owner, region: draft.region, attributes });
}

/** The addressed bucket, to show that it is there. @throws Refused missing-bucket */
export function headBucket(context: OperationContext): Bucket {
  return bucketOf(context);
}

/** Removes the addressed bucket. @throws Refused missing-bucket | bucket-not-empty */
export function deleteBucket(context: OperationContext): void {
  const bucket = bucketOf(context);
  if (!isEmpty(bucket.usage, context.rules.pendingUploads)) refuse('bucket-not-empty');
  context.store.removeBucket(bucket.name, context.rules.pendingUploads);
}

function isEmpty(usage: Usage, pendingUploads: 'refuse' | 'abort'): boolean {
  return usage.versions === 0 && (usage.uploads === 0 || pendingUploads === 'abort');
}

/** Which buckets of the caller are listed. */
export interface BucketListInput {
  readonly region?: string | undefined;
}

/** The buckets of the caller's account, by name. @throws Refused anonymous-denied */
export function listBuckets({ store, caller }: OperationContext, input: BucketListInput): readonly Bucket[] {
  if (caller === undefined) return refuse('anonymous-denied');
  const { buckets } = store.listBuckets({ owner: caller.account });
  return input.region === undefined ? buckets : buckets.filter(({ region }) => region === input.region);
}
