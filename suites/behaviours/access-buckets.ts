import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  type AccessBinding,
  type AccessGrant,
  type CannedAcl,
  expectListing,
  expectNoAcl,
  expectNoWriting,
  expectOwner,
  expectReading,
  expectWriting,
  furnish,
  type Stranger,
  setAcl,
} from './access.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

/** Lists that several checks want, each with a bucket that always has it. */
const LISTS = {
  private: 'private',
  'public-read': 'public-read',
  'public-read-write': 'public-read-write',
  'READ granted': [{ to: 'second', permission: 'READ' }],
  'WRITE granted': [{ to: 'second', permission: 'WRITE' }],
  'FULL_CONTROL granted': [{ to: 'second', permission: 'FULL_CONTROL' }],
} as const satisfies Record<string, CannedAcl | readonly AccessGrant[]>;

type Judge = (t: CheckContext) => Promise<void>;

/** Checks of what strangers may do in a bucket under each list. */
function bucketChecks(binding: AccessBinding) {
  const under = (
    list: keyof typeof LISTS,
    title: string,
    judge: Judge,
    more: Partial<Pick<SharedCheck, 'needs' | 'impact' | 'lease'>> = {},
  ): SharedCheck => ({
    title,
    lease: { group: `access ${list}` },
    ...(list.endsWith('granted') ? { needs: ['secondIdentity'] } : {}),
    ...more,
    run: async (t) => {
      await furnish(t, binding, LISTS[list]);
      await judge(t);
    },
  });
  const security = { impact: 'security' } as const;
  const both = { needs: ['secondIdentity'], impact: 'security' } as const;
  return {
    'private-and-everyone': under(
      'private',
      'A private bucket is closed to everyone',
      closedTo('anonymous'),
      {
        ...security,
      },
    ),
    'private-and-another-account': under(
      'private',
      'A private bucket is closed to another account',
      closedTo('second'),
      both,
    ),
    'public-read-and-listing': under('public-read', 'public-read lets everyone list the bucket', (t) =>
      expectListing(t, 'anonymous', true),
    ),
    'public-read-and-reading': under(
      'public-read',
      'public-read lets everyone read an object that has no list of its own',
      (t) => expectReading(t, 'anonymous', true),
    ),
    'public-read-and-writing': under(
      'public-read',
      'public-read lets nobody else write or delete',
      (t) => expectNoWriting(t, 'anonymous'),
      security,
    ),
    'public-read-and-another-account': under(
      'public-read',
      'public-read lets another account list, and not write',
      async (t) => {
        await expectListing(t, 'second', true);
        await expectNoWriting(t, 'second');
      },
      both,
    ),
    'public-read-write-and-writing': under(
      'public-read-write',
      'public-read-write lets everyone write, delete and list',
      async (t) => {
        await expectListing(t, 'anonymous', true);
        await expectWriting(t, 'anonymous');
      },
    ),
    'public-read-write-and-acl': under(
      'public-read-write',
      'public-read-write lets nobody else read or change the list of the bucket',
      (t) => expectNoAcl(t, binding, 'anonymous'),
      { ...security, lease: 'own' },
    ),
    'read-grant-and-listing': under('READ granted', 'A granted READ lets that account list the bucket', (t) =>
      expectListing(t, 'second', true),
    ),
    'read-grant-and-writing': under(
      'READ granted',
      'A granted READ does not let the account write or delete',
      (t) => expectNoWriting(t, 'second'),
      security,
    ),
    'read-grant-and-acl': under(
      'READ granted',
      'A granted READ does not let the account read or change the list of the bucket',
      (t) => expectNoAcl(t, binding, 'second'),
      { ...security, lease: 'own' },
    ),
    'write-grant-and-writing': under(
      'WRITE granted',
      'A granted WRITE lets that account upload, replace and delete',
      (t) => expectWriting(t, 'second'),
    ),
    'write-grant-and-listing': under(
      'WRITE granted',
      'A granted WRITE does not let the account list or read',
      async (t) => {
        await expectListing(t, 'second', false);
        await expectReading(t, 'second', false);
      },
      security,
    ),
    'write-grant-and-acl': under(
      'WRITE granted',
      'A granted WRITE does not let the account read or change the list of the bucket',
      (t) => expectNoAcl(t, binding, 'second'),
      { ...security, lease: 'own' },
    ),
    'full-control-grant': under(
      'FULL_CONTROL granted',
      'A granted FULL_CONTROL lets that account list, write and delete',
      async (t) => {
        await expectListing(t, 'second', true);
        await expectWriting(t, 'second');
      },
    ),
    'grants-reach-nobody-else': {
      title: 'What is granted to one account is granted to nobody else',
      impact: 'security',
      needs: ['secondIdentity'],
      lease: 'own',
      run: async (t) => {
        for (const permission of ['READ', 'WRITE', 'FULL_CONTROL'] as const) {
          await furnish(t, binding, [{ to: 'second', permission }]);
          await closedTo('anonymous')(t);
        }
      },
    },
    'revoked-grants': {
      title: 'What was granted ends with the next list',
      impact: 'security',
      needs: ['secondIdentity'],
      lease: 'own',
      run: async (t) => {
        await furnish(t, binding, [{ to: 'second', permission: 'FULL_CONTROL' }]);
        await expectListing(t, 'second', true);
        await setAcl(t, binding, 'private');
        await closedTo('second')(t);
        await setAcl(t, binding, 'public-read');
        await expectListing(t, 'anonymous', true);
        await setAcl(t, binding, [{ to: 'second', permission: 'READ' }]);
        await expectListing(t, 'anonymous', false);
      },
    },
    'owner-keeps-control-beside-grants': {
      title: 'What is granted to another account is not taken from the owner',
      needs: ['secondIdentity'],
      lease: 'own',
      run: async (t) => {
        for (const permission of ['READ', 'WRITE', 'FULL_CONTROL'] as const) {
          await furnish(t, binding, [{ to: 'second', permission }]);
          await expectOwner(t, binding);
        }
      },
    },
    'owner-keeps-control': {
      title: 'The owner may do everything, whatever the list says',
      lease: 'own',
      run: async (t) => {
        for (const acl of ['private', [{ to: 'everyone', permission: 'READ' }]] as const) {
          await furnish(t, binding, acl);
          await expectOwner(t, binding);
        }
      },
    },
  } satisfies SharedChecks;
}

function closedTo(who: Stranger): Judge {
  return async (t) => {
    await expectListing(t, who, false);
    await expectReading(t, who, false);
    await expectNoWriting(t, who);
  };
}

/** Who may list a bucket, write to it and manage it under which access control list. */
export function bucketAccess(
  binding: AccessBinding & { readonly grounds: GroundsFor<ReturnType<typeof bucketChecks>> },
): CheckDraft[] {
  return grounded(bucketChecks(binding), binding.grounds);
}
