/** Right an access control list grants. */
export type AclPermission = 'read' | 'write' | 'read-acl' | 'write-acl' | 'full-control';

/** Whom a grant reaches. An account reaches all of its users, a user only that one. */
export type Grantee =
  | { readonly kind: 'account'; readonly ownerId: string }
  | { readonly kind: 'user'; readonly ownerId: string; readonly userId: string }
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'anyone' };

/** One line of an access control list. */
export interface Grant {
  readonly grantee: Grantee;
  readonly permission: AclPermission;
}

/** The owner a list is headed by: keeps full control whatever the grants are. */
export interface AclOwner {
  readonly account: string;
  readonly ownerId: string;
}

/** A complete access control list. `canned` remembers the short form it was set by. */
export interface Acl {
  readonly owner: AclOwner;
  readonly grants: readonly Grant[];
  readonly canned?: CannedAcl | undefined;
}

/** Short forms every dialect has in common. */
export type CannedAcl = (typeof CANNED)[number];

const CANNED = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
] as const;

/** Most grants a list may have; more is refused. */
export const MAX_GRANTS = 100;

/** `name` as a canned ACL, or undefined when there is none of that name. Letter case matters. */
export function cannedAcl(name: string): CannedAcl | undefined {
  return CANNED.find((canned) => canned === name);
}

/**
 * The list a short form stands for: the owner's full control first, then what it opens.
 * @param bucketOwner owner of the bucket that holds the object, for the forms that name it
 */
export function expandCanned(canned: CannedAcl, owner: AclOwner, bucketOwner: AclOwner = owner): Acl {
  const own: Grant = grantTo(owner, 'full-control');
  return { owner, canned, grants: [own, ...opened(canned, owner, bucketOwner)] };
}

function opened(canned: CannedAcl, owner: AclOwner, bucketOwner: AclOwner): Grant[] {
  const anyone = { kind: 'anyone' } as const;
  const elsewhere = owner.ownerId !== bucketOwner.ownerId;
  switch (canned) {
    case 'private':
      return [];
    case 'public-read':
      return [{ grantee: anyone, permission: 'read' }];
    case 'public-read-write':
      return [
        { grantee: anyone, permission: 'read' },
        { grantee: anyone, permission: 'write' },
      ];
    case 'authenticated-read':
      return [{ grantee: { kind: 'authenticated' }, permission: 'read' }];
    case 'bucket-owner-read':
      return elsewhere ? [grantTo(bucketOwner, 'read')] : [];
    case 'bucket-owner-full-control':
      return elsewhere ? [grantTo(bucketOwner, 'full-control')] : [];
    default:
      return canned satisfies never;
  }
}

function grantTo({ ownerId }: AclOwner, permission: AclPermission): Grant {
  return { grantee: { kind: 'account', ownerId }, permission };
}

/**
 * A list of explicit grants. The owner's full control is added in front unless it is among them, because the owner
 * keeps it anyway and a reader should see it; a full list has no room for what goes without saying.
 */
export function explicitAcl(owner: AclOwner, grants: readonly Grant[]): Acl {
  const own = grantTo(owner, 'full-control');
  const unique: Grant[] = [];
  for (const grant of [own, ...grants]) {
    if (!unique.some((seen) => sameGrant(seen, grant))) unique.push(grant);
  }
  return { owner, grants: unique.length > MAX_GRANTS ? unique.slice(1) : unique };
}

/** True when both grant the same right to the same people. */
export function sameGrant(a: Grant, b: Grant): boolean {
  return a.permission === b.permission && nameOf(a.grantee) === nameOf(b.grantee);
}

/** Differs for different grantees; ids have no blanks. */
function nameOf(grantee: Grantee): string {
  switch (grantee.kind) {
    case 'account':
      return `account ${grantee.ownerId}`;
    case 'user':
      return `user ${grantee.ownerId} ${grantee.userId}`;
    default:
      return grantee.kind;
  }
}
