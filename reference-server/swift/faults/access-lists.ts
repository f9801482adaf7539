import type { Permission } from '../../../dialects/core/operation.ts';
import type { AclItem } from '../../../dialects/swift/container-acl.ts';
import type { Caller } from '../../access/principal.ts';
import { inContext } from '../../faults/edit-request.ts';
import { answering, losing } from '../../faults/edit-response.ts';
import { overlay } from '../../faults/overlay.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { Refused } from '../../operations/refuse.ts';
import { ACL_LISTS } from '../container/access-lists.ts';
import { changes, claimed, operations } from './claimed.ts';
import { overlooking } from './edit-fields.ts';

/** Decisions under other lists than those that were set. */
function under(change: (items: readonly AclItem[], caller: Caller) => readonly AclItem[]): Tampering {
  return {
    decide: ({ authorize }) => ({
      authorize: (permission, caller, bucket, object, scope) => {
        const attributes = (['read', 'write'] as const).reduce(
          (all, kind) => all?.with(ACL_LISTS[kind], change(all.get(ACL_LISTS[kind]) ?? [], caller)),
          bucket?.attributes,
        );
        const other = bucket && attributes && overlay(bucket, { attributes });
        authorize(permission, caller, other, object, scope);
      },
    }),
  };
}

/** Decisions in which one right is good for another. */
function implying(wanted: readonly Permission[], enough: Permission): Tampering {
  return {
    decide: ({ authorize }) => ({
      authorize: (permission, caller, bucket, object, scope) => {
        try {
          authorize(permission, caller, bucket, object, scope);
        } catch (error) {
          if (!(error instanceof Refused) || !wanted.includes(permission)) throw error;
          authorize(enough, caller, bucket, object, scope);
        }
      },
    }),
  };
}

/** Decisions in which one right needs another. */
function needing(wanted: Permission, needed: Permission): Tampering {
  return {
    decide: ({ authorize }) => ({
      authorize: (permission, caller, bucket, object, scope) =>
        authorize(permission === wanted ? needed : permission, caller, bucket, object, scope),
    }),
  };
}

const WRITING: readonly Permission[] = ['bucket-write', 'object-write'];
const READING: readonly Permission[] = ['bucket-read', 'object-read'];

/** Access control lists of containers. */
export const accessListFaults = claimed('access lists', {
  'account-items-ignored': {
    says: 'An item that names an account lets nobody in.',
    claims: ['S-ACL-03'],
    ...under((items) => items.filter(({ kind }) => kind !== 'account')),
  },
  'user-items-ignored': {
    says: 'An item that names a user lets nobody in.',
    claims: ['S-ACL-04'],
    ...under((items) => items.filter(({ kind }) => kind !== 'user')),
  },
  'user-items-for-accounts': {
    says: 'An item that names a user lets the whole account in.',
    claims: ['S-ACL-04', 'S-ACL-01'],
    ...under((items) =>
      items.map((item) => (item.kind === 'user' ? { kind: 'account', account: item.account } : item)),
    ),
  },
  'only-first-item': {
    says: 'Of a list only the first item counts.',
    claims: ['S-ACL-02'],
    ...under((items) => items.slice(0, 1)),
  },
  'items-without-case': {
    says: 'Items are compared without letter case.',
    claims: ['S-ACL-23'],
    ...under((items) =>
      items.map((item) =>
        item.kind === 'account'
          ? { ...item, account: item.account.toLowerCase() }
          : item.kind === 'user'
            ? { ...item, account: item.account.toLowerCase(), user: item.user.toLowerCase() }
            : item,
      ),
    ),
  },
  'star-ignored': {
    says: 'The item * lets nobody in.',
    claims: ['S-ACL-05', 'S-GETOBJ-04', 'S-LISTOBJ-04'],
    ...under((items) => items.filter(({ kind }) => kind !== 'everyone')),
  },
  'star-needs-token': {
    says: 'The item * lets in whoever has a token, and nobody else.',
    claims: ['S-ACL-05', 'S-GETOBJ-04', 'S-LISTOBJ-04'],
    ...under((items, caller) => items.filter(({ kind }) => kind !== 'everyone' || caller !== undefined)),
  },
  'star-is-everyone': {
    says: 'The item * lets everyone in, as in another dialect of the API.',
    claims: ['S-ACL-22'],
    ...under((items) =>
      items.map((item) => (item.kind === 'account' && item.account === '*' ? { kind: 'everyone' } : item)),
    ),
  },
  'referrers-ignored': {
    says: 'Items about referrers let nobody in.',
    claims: ['S-ACL-19'],
    ...under((items) => items.filter(({ kind }) => kind !== 'referrer')),
  },
  'referrers-not-denied': {
    says: 'Items that shut a referrer out are ignored.',
    claims: ['S-ACL-19'],
    ...under((items) => items.filter((item) => item.kind !== 'referrer' || item.allow)),
  },
  'first-referrer-wins': {
    says: 'Of several items about referrers the first that fits decides.',
    claims: ['S-ACL-19'],
    ...under((items) => items.toReversed()),
  },
  'any-referrer-fits': {
    says: 'An item about one referrer lets all of them in.',
    claims: ['S-ACL-19'],
    ...under((items) => items.map((item) => (item.kind === 'referrer' ? { ...item, host: '*' } : item))),
  },
  'referrers-may-list': {
    says: 'A referrer that may read objects may list them without being told so.',
    claims: ['S-ACL-20'],
    ...under((items) => [...items, { kind: 'listings' }]),
  },
  'listings-not-granted': {
    says: '.rlistings is ignored.',
    claims: ['S-ACL-20'],
    ...under((items) => items.filter(({ kind }) => kind !== 'listings')),
  },
  'readers-may-not-list': {
    says: 'Who may read objects by the list may not list them.',
    claims: ['S-LISTOBJ-03', 'S-ACL-17'],
    ...needing('bucket-read', 'bucket-owner'),
  },
  'readers-may-write': {
    says: 'The read list lets write, too.',
    claims: ['S-ACL-17', 'S-PUTOBJ-20'],
    ...implying(WRITING, 'object-read'),
  },
  'writers-may-read': {
    says: 'The write list lets read, too.',
    claims: ['S-ACL-17'],
    ...implying(READING, 'object-write'),
  },
  'writers-may-administrate': {
    says: 'The write list lets change and delete the container, too.',
    claims: ['S-ACL-17', 'S-POSTCONT-03'],
    ...implying(['bucket-owner'], 'object-write'),
  },
  'lists-shown-to-readers': {
    says: 'Whoever may read a container sees its lists.',
    claims: ['S-HEADCONT-13'],
    ...inContext(operations('HeadContainer', 'ListObjects'), ({ decision }) => ({
      decision: { ...decision, authorize: () => undefined },
    })),
  },
  'lists-not-shown': {
    says: 'HEAD does not show the lists of a container, even to its owner.',
    claims: ['S-HEADCONT-13'],
    ...answering(operations('HeadContainer'), losing(/^x-container-(?:read|write)$/)),
  },
  'list-not-stored': {
    says: 'Setting a list answers success and changes nothing.',
    claims: ['S-ACL-07'],
    ...overlooking(changes, (name, value) => /^x-container-(?:read|write)$/.test(name) && value !== ''),
  },
  'empty-list-ignored': {
    says: 'An empty list does not take the list away.',
    claims: ['S-ACL-14', 'S-ACL-06'],
    ...overlooking(changes, (name, value) => /^x-container-(?:read|write)$/.test(name) && value === ''),
  },
  'removal-of-list-ignored': {
    says: 'X-Remove-Container-Read and -Write are ignored.',
    claims: ['S-ACL-16', 'S-ACL-06'],
    ...overlooking(changes, (name) => /^x-remove-container-(?:read|write)$/.test(name)),
  },
  'broken-lists-dropped': {
    says: 'A list that is none is dropped without a word.',
    claims: ['S-ACL-21', 'S-PUTCONT-18'],
    ...overlooking(
      changes,
      (name, value) =>
        (name === 'x-container-read' && /^\.(?!r:[^,]|rlistings)/.test(value)) ||
        (name === 'x-container-write' && /^\.r/.test(value)),
    ),
  },
});
