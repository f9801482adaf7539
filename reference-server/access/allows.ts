import type { Permission } from '../../dialects/core/operation.ts';
import type { Acl, AclPermission, Grant, Grantee } from './acl.ts';
import type { Caller } from './principal.ts';

/** The list a permission is looked up in, and the right that is looked for; the last two are decided without a list. */
const NEEDED: Readonly<
  Record<
    Permission,
    { readonly list: 'bucket' | 'object'; readonly right: AclPermission | 'owner' } | 'key' | 'nothing'
  >
> = {
  none: 'nothing',
  authenticated: 'key',
  'bucket-owner': { list: 'bucket', right: 'owner' },
  'bucket-read': { list: 'bucket', right: 'read' },
  'bucket-write': { list: 'bucket', right: 'write' },
  'bucket-read-acl': { list: 'bucket', right: 'read-acl' },
  'bucket-write-acl': { list: 'bucket', right: 'write-acl' },
  'object-read': { list: 'object', right: 'read' },
  'object-read-acl': { list: 'object', right: 'read-acl' },
  'object-write-acl': { list: 'object', right: 'write-acl' },
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
  const needed = NEEDED[permission];
  if (needed === 'nothing') return true;
  if (needed === 'key') return caller !== undefined;
  const acl = needed.list === 'object' ? (objectAcl ?? bucketAcl) : bucketAcl;
  if (acl === undefined) return false;
  if (caller !== undefined && caller.ownerId === acl.owner.ownerId) return true;
  const { right } = needed;
  if (right === 'owner') return false;
  return acl.grants.some((grant) => reaches(grant.grantee, caller) && covers(grant, right));
}

function covers({ permission }: Grant, right: AclPermission): boolean {
  return permission === right || permission === 'full-control';
}

function reaches(grantee: Grantee, caller: Caller): boolean {
  if (grantee.kind === 'anyone') return true;
  if (caller === undefined) return false;
  switch (grantee.kind) {
    case 'authenticated':
      return true;
    case 'account':
      return grantee.ownerId === caller.ownerId;
    case 'user':
      return grantee.ownerId === caller.ownerId && grantee.userId === caller.userId;
    default:
      return grantee satisfies never;
  }
}
