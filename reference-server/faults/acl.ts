import { expandCanned, explicitAcl } from '../access/acl.ts';
import { ACL } from '../operations/attributes.ts';
import { Attributes } from '../store/attributes.ts';
import { asIf, deafTo, inContext, onBuckets } from './edit-request.ts';
import { answering, losing, losingElements, rewritingBody } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import { lenient } from './read-leniently.ts';
import { createsBucket, putsAcl, putsObject, readsAcl } from './which.ts';

/** Access control lists: how they are set, kept and shown. */
export const aclFaults = faults('access', {
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
