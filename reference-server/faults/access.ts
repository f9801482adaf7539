import { type Acl, type AclPermission, expandCanned, explicitAcl } from '../access/acl.ts';
import { ACL } from '../operations/attributes.ts';
import { aclOfBucket, aclOfObject } from '../operations/bucket-acl.ts';
import type { OperationContext } from '../operations/context.ts';
import { Attributes } from '../store/attributes.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { asIf, deafTo, inContext, onBuckets } from './edit-request.ts';
import { answering, losing, losingElements, rewritingBody } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import { lenient } from './read-leniently.ts';
import type { Tampering } from './tampering.ts';
import { createsBucket, putsAcl, putsObject, readsAcl } from './which.ts';

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

function grants(acl: Acl | undefined, to: 'anyone' | 'authenticated', right: AclPermission): boolean {
  return (acl?.grants ?? []).some(({ grantee, permission }) => grantee.kind === to && permission === right);
}

function withRights(acl: Acl, implied: (permission: AclPermission) => readonly AclPermission[]): Acl {
  return {
    ...acl,
    grants: acl.grants.flatMap((grant) =>
      implied(grant.permission).map((permission) => ({ ...grant, permission })),
    ),
  };
}

/** Who may do what, under which list. */
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
  'new-buckets-public': {
    says: 'A bucket that is created without a list can be read by everyone.',
    ...inContext(createsBucket, ({ store }, { request }) => ({
      store: overlay(store, {
        createBucket: (bucket) => {
          const owner = bucket.attributes?.get(ACL)?.owner;
          const asked = request.ownAll('').some(([name]) => name === 'acl' || name.startsWith('grant-'));
          return store.createBucket(
            owner === undefined || asked
              ? bucket
              : { ...bucket, attributes: Attributes.empty.with(ACL, expandCanned('public-read', owner)) },
          );
        },
      }),
    })),
  },
  'acl-of-new-bucket-ignored': {
    says: 'The canned list given when a bucket is created is ignored.',
    ...deafTo(createsBucket, 'acl'),
  },
  'grants-of-new-bucket-ignored': {
    says: 'Grants given when a bucket is created are ignored.',
    ...deafTo(
      createsBucket,
      'grant-read',
      'grant-write',
      'grant-full-control',
      'grant-read-acp',
      'grant-write-acp',
    ),
  },
  'acl-of-new-object-ignored': {
    says: 'The canned list given with an object is ignored.',
    ...deafTo(putsObject, 'acl'),
  },
  'grants-of-new-object-ignored': {
    says: 'Grants given with an object are ignored.',
    ...deafTo(
      putsObject,
      'grant-read',
      'grant-write',
      'grant-full-control',
      'grant-read-acp',
      'grant-write-acp',
    ),
  },
  'overwriting-keeps-acl': {
    says: 'An object that is overwritten keeps the access control list of the one before.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => {
        const before = bucket.current(object.key)?.attributes.get(ACL);
        return bucket.put({
          ...object,
          attributes: object.attributes.with(ACL, object.attributes.get(ACL) ?? before),
        });
      },
    })),
  },
  'bucket-acl-merged': {
    says: 'Setting the list of a bucket adds to the one it has.',
    ...onBuckets(putsAcl, (bucket) => ({
      setAttribute: (key, value) => {
        const before = bucket.attributes.get(ACL);
        bucket.setAttribute(key, value);
        const now = bucket.attributes.get(ACL);
        if (before && now)
          bucket.setAttribute(ACL, explicitAcl(now.owner, [...before.grants, ...now.grants]));
      },
    })),
  },
  'object-acl-merged': {
    says: 'Setting the list of an object adds to the one it has.',
    ...onBuckets(putsAcl, (bucket) => ({
      update: (version, changes) => {
        const before = version.attributes.get(ACL);
        const now = changes.attributes?.get(ACL);
        if (!before || !now) return bucket.update(version, changes);
        const merged = explicitAcl(now.owner, [...before.grants, ...now.grants]);
        return bucket.update(version, { attributes: version.attributes.with(ACL, merged) });
      },
    })),
  },
  'bucket-acl-not-stored': {
    says: 'Setting the list of a bucket answers success and changes nothing.',
    ...onBuckets(putsAcl, () => ({ setAttribute: () => undefined })),
  },
  'object-acl-not-stored': {
    says: 'Setting the list of an object answers success and changes nothing.',
    ...onBuckets(putsAcl, () => ({ update: (version) => version })),
  },
  'acl-body-ignored': {
    says: 'A list in the body is ignored; only headers count.',
    ...asIf(putsAcl, () => ({ document: undefined })),
  },
  'acl-headers-beside-body-ignored': {
    says: 'Headers beside a list in the body are ignored.',
    ...asIf(putsAcl, ({ document, own }) => (document === undefined ? { own } : { own: () => undefined })),
  },
  'grants-unbounded': {
    says: 'Of a list with too many grants the first hundred are kept.',
    ...lenient(putsAcl, (text) => {
      let seen = 0;
      return text.replace(/<Grant>[\s\S]*?<\/Grant>/g, (grant) => (seen++ < 100 ? grant : ''));
    }),
    ...inContext(putsAcl, ({ limits }) => ({ limits: { ...limits, grants: Number.MAX_SAFE_INTEGER } })),
  },
  'acl-without-owner': {
    says: 'Access control lists are shown without Owner.',
    ...answering(readsAcl, losingElements('Owner')),
  },
  'acl-without-type': {
    says: 'Grantees are shown without their type.',
    ...answering(
      readsAcl,
      rewritingBody((text) => text.replace(/ xmlns:xsi="[^"]*"| xsi:type="[^"]*"/g, '')),
    ),
  },
  'acl-shows-owner-only': {
    says: 'Only the grant to the owner is shown.',
    ...answering(
      readsAcl,
      rewritingBody((text) => {
        let seen = 0;
        return text.replace(/<Grant>[\s\S]*?<\/Grant>/g, (grant) => (seen++ === 0 ? grant : ''));
      }),
    ),
  },
  'acl-permissions-in-lower-case': {
    says: 'Permissions are shown in lower case.',
    ...answering(
      readsAcl,
      rewritingBody((text) =>
        text.replace(/<Permission>(\w+)</g, (_, right: string) => `<Permission>${right.toLowerCase()}<`),
      ),
    ),
  },
  'canned-acl-not-shown': {
    says: 'The canned list is not shown as a header.',
    ...answering(readsAcl, losing(/-acl$/)),
  },
});
