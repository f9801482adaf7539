import type { Acl } from '../access/acl.ts';
import { explicitAcl } from '../access/acl.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { ACL } from './attributes.ts';
import { ownerOfBucket } from './bucket-acl.ts';
import { bucketOf, type OperationContext, objectOf } from './context.ts';

/** The list an object is under. */
export interface ObjectAcl {
  /** The object's own list; its owner's alone when it has none. */
  readonly acl: Acl;
  /** True when the object has no list of its own and is under that of its bucket. */
  readonly inherited: boolean;
}

/** The addressed object's list. @throws Refused missing-bucket | missing-key | missing-version */
export function getObjectAcl(context: OperationContext, versionId: string | undefined): ObjectAcl {
  const own = objectOf(context, versionId).attributes.get(ACL);
  return { acl: own ?? explicitAcl(ownerOfBucket(bucketOf(context)), []), inherited: own === undefined };
}

/**
 * Gives the addressed object a list in place of the one it has; nothing else of it changes (T-PUTOACL-11).
 * @param acl undefined to be under the bucket's list
 * @throws Refused missing-bucket | missing-key | missing-version
 */
export function putObjectAcl(
  context: OperationContext,
  input: { readonly versionId: string | undefined; readonly acl: Acl | undefined },
): ObjectVersion {
  const object = objectOf(context, input.versionId);
  return bucketOf(context).update(object, { attributes: object.attributes.with(ACL, input.acl) });
}
