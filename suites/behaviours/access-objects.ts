import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  type AccessBinding,
  type CannedAcl,
  denied,
  expectListing,
  expectReading,
  furnish,
  setAcl,
} from './access.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

/** An object with a list of its own. */
const OWN_LIST = { name: 'has its own list', body: 'content under its own list' };

function objectChecks(binding: AccessBinding) {
  const { cannedHeader, putObjectAcl } = binding;
  const storeUnder = (t: CheckContext, acl: CannedAcl) =>
    store(t, OWN_LIST.name, OWN_LIST.body, { [cannedHeader]: acl });
  return {
    'public-object-in-private-bucket': {
      title: 'public-read on an object opens exactly that object in a private bucket, for reading alone',
      impact: 'security',
      lease: { group: 'access private' },
      run: async (t) => {
        const { deleteObject, putObject, getObject } = t.dialect.housekeeping;
        await furnish(t, binding, 'private');
        const key = await storeUnder(t, 'public-read');
        await expectReading(t, 'anonymous', true, OWN_LIST);
        await expectReading(t, 'anonymous', false);
        await expectListing(t, 'anonymous', false);
        t.expect(
          await t.send({ op: putObject, key, body: 'intruder', as: 'anonymous' }),
          denied('anonymous'),
        );
        t.expect(await t.send({ op: deleteObject, key, as: 'anonymous' }), denied('anonymous'));
        t.expect(await t.send({ op: getObject, key }), { status: 200, body: OWN_LIST.body });
      },
    },
    'public-object-and-another-account': {
      title: 'public-read on an object in a private bucket lets another account read it, too',
      needs: ['secondIdentity'],
      lease: { group: 'access private' },
      run: async (t) => {
        await furnish(t, binding, 'private');
        await storeUnder(t, 'public-read');
        await expectReading(t, 'second', true, OWN_LIST);
        await expectReading(t, 'second', false);
      },
    },
    'private-object-in-public-bucket': {
      title: 'private on an object closes exactly that object in a public bucket',
      impact: 'security',
      lease: { group: 'access public-read' },
      run: async (t) => {
        await furnish(t, binding, 'public-read');
        await storeUnder(t, 'private');
        await expectReading(t, 'anonymous', false, OWN_LIST);
        await expectListing(t, 'anonymous', true);
        await expectReading(t, 'anonymous', true);
      },
    },
    'closed-object-in-public-bucket': {
      title: 'An object of a public bucket is closed by a later list of its own, and its neighbour is not',
      impact: 'security',
      lease: { group: 'access public-read' },
      run: async (t) => {
        await furnish(t, binding, 'public-read');
        const key = await store(t, OWN_LIST.name, OWN_LIST.body);
        await expectReading(t, 'anonymous', true, OWN_LIST);
        await t.setup({ op: putObjectAcl, key, headers: { [cannedHeader]: 'private' } });
        await expectReading(t, 'anonymous', false, OWN_LIST);
        await expectReading(t, 'anonymous', true);
      },
    },
    'object-list-outlives-bucket-list': {
      title: 'The list of an object stays in force when the list of its bucket changes',
      impact: 'security',
      lease: 'own',
      run: async (t) => {
        await furnish(t, binding, 'private');
        await storeUnder(t, 'private');
        await setAcl(t, binding, 'public-read');
        await expectListing(t, 'anonymous', true);
        await expectReading(t, 'anonymous', false, OWN_LIST);
        await storeUnder(t, 'public-read');
        await setAcl(t, binding, 'private');
        await expectListing(t, 'anonymous', false);
        await expectReading(t, 'anonymous', true, OWN_LIST);
      },
    },
    'object-follows-bucket': {
      title: 'An object without a list of its own follows that of its bucket, also when it changes',
      impact: 'security',
      lease: 'own',
      run: async (t) => {
        await furnish(t, binding, 'private');
        await expectReading(t, 'anonymous', false);
        await setAcl(t, binding, 'public-read');
        await expectReading(t, 'anonymous', true);
        await setAcl(t, binding, 'private');
        await expectReading(t, 'anonymous', false);
      },
    },
    'object-follows-grant': {
      title: 'A READ granted on the bucket lets that account, and nobody else, read an object without a list',
      impact: 'security',
      needs: ['secondIdentity'],
      lease: { group: 'access READ granted' },
      run: async (t) => {
        await furnish(t, binding, [{ to: 'second', permission: 'READ' }]);
        await expectReading(t, 'second', true);
        await expectReading(t, 'anonymous', false);
      },
    },
  } satisfies SharedChecks;
}

/** How the list of an object and that of its bucket go together. */
export function objectAccess(
  binding: AccessBinding & { readonly grounds: GroundsFor<ReturnType<typeof objectChecks>> },
): CheckDraft[] {
  return grounded(objectChecks(binding), binding.grounds);
}
