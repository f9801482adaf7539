import { type Acl, type AclPermission, explicitAcl } from '../access/acl.ts';
import { ACL } from '../operations/attributes.ts';
import { aclOfBucket, aclOfObject } from '../operations/bucket-acl.ts';
import type { OperationContext } from '../operations/context.ts';
import { Attributes } from '../store/attributes.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import type { Tampering } from './tampering.ts';

type Asked = Parameters<OperationContext['decision']['authorize']>;

/** Authorisation that lets through what `also` does. */
function allowing(also: (...asked: Asked) => boolean): Tampering {
  return {
    decide: ({ authorize }) => ({
      authorize: (...asked) => {
        if (!also(...asked)) authorize(...asked);
      },
    }),
  };
}

/** Authorisation under other lists than those that were set. */
function under(
  change: (acl: Acl, of: Bucket | ObjectVersion) => Acl | undefined,
  where: 'bucket' | 'object' | 'both' = 'both',
): Tampering {
  return {
    decide: ({ authorize }) => ({
      authorize: (permission, caller, bucket, object, scope) => {
        const other = <T extends Bucket | ObjectVersion>(of: T, kind: 'bucket' | 'object'): T => {
          const acl = of.attributes.get(ACL);
          if (acl === undefined || (where !== 'both' && where !== kind)) return of;
          const attributes = of.attributes.with(ACL, change(acl, of));
          return kind === 'bucket' ? overlay<T>(of, { attributes } as Partial<T>) : { ...of, attributes };
        };
        const under = bucket && other(bucket, 'bucket');
        authorize(permission, caller, under, object && other(object, 'object'), scope);
      },
    }),
  };
}

function withRights(acl: Acl, implied: (permission: AclPermission) => readonly AclPermission[]): Acl {
  return {
    ...acl,
    grants: acl.grants.flatMap((grant) =>
      implied(grant.permission).map((permission) => ({ ...grant, permission })),
    ),
  };
}

function grants(acl: Acl | undefined, to: 'anyone' | 'authenticated', right: AclPermission): boolean {
  return (acl?.grants ?? []).some(({ grantee, permission }) => grantee.kind === to && permission === right);
}

/** Who may do what. */
export const accessFaults = faults('access', {
  'everything-allowed': {
    says: 'Access control lists are kept and not enforced, as in many emulators.',
    ...allowing(() => true),
  },
  'any-key-is-owner': {
    says: "Whoever has a valid key may do anything with anybody's buckets.",
    ...allowing((_, caller) => caller !== undefined),
  },
  'anonymous-reads-anything': {
    says: 'Objects can be read without credentials whatever their list says.',
    ...allowing((permission) => permission === 'object-read'),
  },
  'anonymous-lists-anything': {
    says: 'Buckets can be listed without credentials whatever their list says.',
    ...allowing((permission) => permission === 'bucket-read'),
  },
  'public-read-lets-write': {
    says: 'Whoever may read a public bucket may write to it.',
    ...allowing(
      (permission, _, bucket) =>
        permission === 'bucket-write' && grants(bucket && aclOfBucket(bucket), 'anyone', 'read'),
    ),
  },
  'public-read-does-not-list': {
    says: 'public-read of a bucket lets read its objects but not list them.',
    ...{
      decide: ({ authorize }) => ({
        authorize: (permission, caller, bucket, object, scope) => {
          const acl = bucket?.attributes.get(ACL);
          if (permission !== 'bucket-read' || !bucket || !acl || caller !== undefined) {
            authorize(permission, caller, bucket, object, scope);
            return;
          }
          const attributes = Attributes.empty.with(ACL, explicitAcl(acl.owner, []));
          authorize(permission, caller, overlay(bucket, { attributes }), object, scope);
        },
      }),
    },
  },
  'public-write-needs-key': {
    says: 'Writing needs a key even where everyone may write.',
    ...under((acl) => ({
      ...acl,
      grants: acl.grants.filter(
        ({ grantee, permission }) => grantee.kind !== 'anyone' || permission !== 'write',
      ),
    })),
  },
  'read-lets-write': {
    says: 'A grant of READ on a bucket is taken for WRITE, too.',
    ...under((acl) => withRights(acl, (right) => (right === 'read' ? ['read', 'write'] : [right])), 'bucket'),
  },
  'read-lets-read-acl': {
    says: 'Whoever may read may also read the access control list.',
    ...under((acl) => withRights(acl, (right) => (right === 'read' ? ['read', 'read-acl'] : [right]))),
  },
  'write-lets-write-acl': {
    says: 'Whoever may write may also set the access control list.',
    ...under((acl) => withRights(acl, (right) => (right === 'write' ? ['write', 'write-acl'] : [right]))),
  },
  'acl-readable-by-anyone': {
    says: 'Access control lists can be read without any permission.',
    ...allowing((permission) => permission.endsWith('-read-acl')),
  },
  'acl-writable-by-any-key': {
    says: 'Access control lists can be set by whoever has a key.',
    ...allowing((permission, caller) => permission.endsWith('-write-acl') && caller !== undefined),
  },
  'full-control-is-not-enough': {
    says: 'FULL_CONTROL is taken for a right of its own that implies no other.',
    ...under((acl) => ({
      ...acl,
      grants: acl.grants.filter(({ permission }) => permission !== 'full-control'),
    })),
  },
  'grants-to-accounts-ignored': {
    says: 'Grants to other accounts are kept and shown, and have no effect.',
    ...under((acl) => ({ ...acl, grants: acl.grants.filter(({ grantee }) => grantee.kind !== 'account') })),
  },
  'grants-reach-everyone': {
    says: 'A grant to one account reaches everybody.',
    ...under((acl) => ({
      ...acl,
      grants: acl.grants.map((grant) =>
        grant.grantee.kind === 'account' && grant.grantee.ownerId !== acl.owner.ownerId
          ? { ...grant, grantee: { kind: 'anyone' } }
          : grant,
      ),
    })),
  },
  'grants-reach-every-key': {
    says: 'A grant to one account reaches whoever has a key.',
    ...allowing((permission, caller, bucket, object) => {
      const acl = bucket && (object ? aclOfObject(bucket, object) : aclOfBucket(bucket));
      const right = permission.replace(/^(bucket|object)-/, '');
      return (
        caller !== undefined &&
        (acl?.grants ?? []).some(
          (grant) => /^(account|user)$/.test(grant.grantee.kind) && grant.permission === right,
        )
      );
    }),
  },
  'object-acl-ignored': {
    says: 'Only the list of the bucket counts, not that of the object.',
    ...under(() => undefined, 'object'),
  },
  'public-bucket-opens-private-objects': {
    says: 'Objects in a public bucket can be read even when their own list is private.',
    ...allowing(
      (permission, _, bucket) =>
        permission === 'object-read' && grants(bucket && aclOfBucket(bucket), 'anyone', 'read'),
    ),
  },
  'private-bucket-closes-public-objects': {
    says: 'Objects in a private bucket cannot be read by others even when their own list is public.',
    ...{
      decide: ({ authorize }) => ({
        authorize: (permission, caller, bucket, object, scope) => {
          authorize(permission, caller, bucket, object, scope);
          if (permission === 'object-read') authorize('bucket-read', caller, bucket, undefined, scope);
        },
      }),
    },
  },
  'owner-loses-control': {
    says: 'The owner has only what the list grants explicitly, and grants replace it.',
    ...{
      decide: ({ authorize }) => ({
        authorize: (permission, caller, bucket, object, scope) => {
          const acl = bucket && aclOfBucket(bucket);
          const others = acl?.grants.filter(
            ({ grantee }) => grantee.kind === 'account' && grantee.ownerId !== acl.owner.ownerId,
          );
          const lost = caller?.ownerId === acl?.owner.ownerId && (others?.length ?? 0) > 0;
          const as = lost && permission === 'bucket-read' ? undefined : caller;
          authorize(permission, as, bucket, object, scope);
        },
      }),
    },
  },
});
