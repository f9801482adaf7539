import { type Acl, type AclOwner, expandCanned } from '../access/acl.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { ACL } from './attributes.ts';
import { bucketOf, type OperationContext } from './context.ts';

/** The list of a bucket. One that was made without a list is private to its owner. */
export function aclOfBucket(bucket: Bucket): Acl {
  return (
    bucket.attributes.get(ACL) ?? expandCanned('private', { account: bucket.owner, ownerId: bucket.owner })
  );
}

/** The list an object is under: its own, or that of its bucket. */
export function aclOfObject(bucket: Bucket, object: ObjectVersion): Acl {
  return object.attributes.get(ACL) ?? aclOfBucket(bucket);
}

/** Who owns a bucket, in the ids access control lists use. */
export function ownerOfBucket(bucket: Bucket): AclOwner {
  return aclOfBucket(bucket).owner;
}

/** The addressed bucket's list. @throws Refused missing-bucket */
export function getBucketAcl(context: OperationContext): Acl {
  return aclOfBucket(bucketOf(context));
}

/** Puts `acl` in the place of the bucket's list; the owner stays. @throws Refused missing-bucket */
export function putBucketAcl(context: OperationContext, acl: Acl): void {
  bucketOf(context).setAttribute(ACL, acl);
}
