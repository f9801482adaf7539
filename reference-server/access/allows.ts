import type { Permission } from '../../dialects/core/operation.ts';
import type { Acl, AclPermission, Grant, Grantee } from './acl.ts';
import type { Caller } from './principal.ts';

/** What a permission that depends on a list needs: which list decides, and the right that has to be granted in it. */
interface Needed {
  readonly onObject: boolean;
  /** Undefined: no grant gives it, only ownership. */
  readonly right: AclPermission | undefined;
}

const NEEDED: Readonly<Record<Exclude<Permission, 'none' | 'authenticated'>, Needed>> = {
  'account-owner': { onObject: false, right: undefined },
  'bucket-owner': { onObject: false, right: undefined },
  'bucket-read': { onObject: false, right: 'read' },
  'bucket-write': { onObject: false, right: 'write' },
  'bucket-read-acl': { onObject: false, right: 'read-acl' },
  'bucket-write-acl': { onObject: false, right: 'write-acl' },
  'object-write': { onObject: true, right: 'write' },
  'object-read': { onObject: true, right: 'read' },
  'object-read-acl': { onObject: true, right: 'read-acl' },
  'object-write-acl': { onObject: true, right: 'write-acl' },
};

/**
 * Whether `caller` has `permission`. The owner of the list that decides always has every right; full control implies
 * every right but ownership; an object without a list of its own is under the bucket's.
 * @param caller who calls; undefined is anonymous
 * @param bucketAcl the addressed bucket's list; undefined when no bucket is addressed, which allows only what needs none
 * @param objectAcl the addressed object's own list, undefined when it has none or does not exist
 */
export function allows(
  permission: Permission,
  caller: Caller,
  bucketAcl: Acl | undefined,
  objectAcl?: Acl | undefined,
): boolean {
  if (permission === 'none') return true;
  if (permission === 'authenticated') return caller !== undefined;
  const { onObject, right } = NEEDED[permission];
  const acl = onObject ? (objectAcl ?? bucketAcl) : bucketAcl;
  if (acl === undefined) return false;
  if (caller?.ownerId === acl.owner.ownerId) return true;
  return (
    right !== undefined && acl.grants.some((grant) => reaches(grant.grantee, caller) && covers(grant, right))
  );
}

function covers({ permission }: Grant, right: AclPermission): boolean {
  return permission === right || permission === 'full-control';
}

function reaches(grantee: Grantee, caller: Caller): boolean {
  if (grantee.kind === 'anyone') return true;
  if (caller === undefined) return false;
  if (grantee.kind === 'authenticated') return true;
  if (grantee.ownerId !== caller.ownerId) return false;
  return grantee.kind === 'account' || grantee.userId === caller.userId;
}
