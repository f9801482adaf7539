import { suite } from '../../../harness/check/suite.ts';
import { bucketOwnerId, mainOwnerId } from '../access-binding.ts';
import {
  ALL_USERS,
  ANYONE_ID,
  account,
  EVERYONE,
  grantsOf,
  policyBody,
  secondOwnerId,
} from '../object/grants.ts';
import { expectPermissions, expectPrivate } from './bucket-acl.ts';
import { granteeTypes } from './grantee-types.ts';
import { subAccount } from './sub-account.ts';

const ID = 'AccessControlList.Grant.Grantee.ID';

export default suite('GetBucketAcl', [
  {
    id: 'names-owner',
    title: 'Owner is the account that made the bucket, with ID and DisplayName',
    claims: ['T-GETBACL-04', 'T-PUTBKT-02'],
    run: async (t) => {
      t.expect(await t.send({ op: 'GetBucketAcl' }), {
        success: true,
        document: 'AccessControlPolicy',
        values: { 'Owner.ID': await mainOwnerId(t), 'Owner.DisplayName': /.+/ },
      });
    },
  },
  {
    id: 'returns-grants',
    title: 'Every grant has a grantee and a permission: those that were set, and no others',
    claims: ['T-GETBACL-05', 'T-GETBACL-06', 'T-GETBACL-08'],
    lease: 'own',
    needs: ['secondIdentity'],
    run: async (t) => {
      const [owner, second] = [await bucketOwnerId(t), await secondOwnerId(t)];
      const body = policyBody(owner, [
        [account(owner), 'FULL_CONTROL'],
        [account(second), 'READ'],
        [account(second), 'WRITE'],
        [account(ANYONE_ID), 'READ'],
      ]);
      await t.setup({ op: 'PutBucketAcl', ...body });
      await expectPermissions(t, second, ['READ', 'WRITE']);
      await expectPermissions(t, EVERYONE, ['READ']);
      const exchange = await expectPermissions(t, owner, ['FULL_CONTROL']);
      t.compare(exchange, 'number of grants', 4, grantsOf(t.read(exchange, 'AccessControlPolicy')).length);
      t.expect(exchange, {
        success: true,
        document: 'AccessControlPolicy',
        values: { 'AccessControlList.Grant.Grantee.DisplayName': { present: true } },
      });
    },
  },
  {
    id: 'grantee-names',
    title: 'A grantee has ID and DisplayName, or is a group with a URI',
    claims: ['T-GETBACL-08'],
    lease: { group: 'access public-read' },
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      const exchange = await t.eventually({ op: 'GetBucketAcl' }, { success: true });
      const found = granteeTypes(exchange);
      t.compare(exchange, 'has grantees', true, found.length > 0);
      const nameless = found.filter(({ children }) =>
        children.includes('URI') ? false : !(children.includes('ID') && children.includes('DisplayName')),
      );
      t.compare(exchange, 'grantees without names', [], nameless);
    },
  },
  {
    id: 'grantee-types',
    title: 'Every grantee carries an xsi:type of the XMLSchema-instance namespace',
    claims: ['T-GETBACL-07'],
    lease: { group: 'access public-read' },
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      const exchange = await t.eventually({ op: 'GetBucketAcl' }, { success: true });
      const found = granteeTypes(exchange);
      t.compare(exchange, 'has grantees', true, found.length > 0);
      t.compare(
        exchange,
        'grantees without a type',
        [],
        found.filter(({ type }) => type === undefined),
      );
    },
  },
  {
    id: 'private-bucket',
    title: 'A private bucket grants nothing to anyone but its owner',
    claims: ['T-GETBACL-09'],
    lease: { group: 'access private' },
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'private' } });
      await expectPrivate(t);
    },
  },
  {
    id: 'public-read-bucket',
    title: 'A public-read bucket grants READ, and no more, to everyone',
    claims: ['T-GETBACL-10', 'T-GETBACL-12'],
    lease: { group: 'access public-read' },
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      await expectPermissions(t, EVERYONE, ['READ']);
    },
  },
  {
    id: 'public-read-write-bucket',
    title: 'A public-read-write bucket grants READ and WRITE, or FULL_CONTROL, to everyone',
    claims: ['T-GETBACL-11', 'T-GETBACL-12'],
    lease: { group: 'access public-read-write' },
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      const names = { document: 'AccessControlPolicy', success: true } as const;
      const exchange = await t.eventually(
        { op: 'GetBucketAcl' },
        {
          anyOf: [
            { ...names, values: { [ID]: { includes: [ANYONE_ID] } } },
            { ...names, values: { 'AccessControlList.Grant.Grantee.URI': { includes: [ALL_USERS] } } },
          ],
        },
      );
      const permissions = grantsOf(t.read(exchange, 'AccessControlPolicy'))
        .filter(({ grantee }) => grantee === EVERYONE)
        .map(({ permission }) => permission)
        .toSorted();
      const whole = permissions.includes('FULL_CONTROL') ? ['FULL_CONTROL'] : ['READ', 'WRITE'];
      t.compare(exchange, 'permissions of everyone', whole, permissions);
    },
  },
  {
    id: 'hundred-grants',
    title: 'A list of 100 grants is returned as it was set, with no more than 100',
    claims: ['T-GETBACL-13', 'T-GETBACL-05'],
    level: 'should',
    lease: 'own',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      const others = Array.from({ length: 99 }, (_, index) => subAccount(t, owner, index + 2));
      const body = policyBody(owner, [
        [account(owner), 'FULL_CONTROL'],
        ...others.map((id) => [account(id, 'SubAccount'), 'READ'] as const),
      ]);
      await t.setup({ op: 'PutBucketAcl', ...body });
      await t.eventually(
        { op: 'GetBucketAcl' },
        { success: true, document: 'AccessControlPolicy', values: { [ID]: { set: [owner, ...others] } } },
      );
    },
  },
  {
    id: 'other-account',
    title: 'An account that may read and write the bucket may not read its list',
    claims: ['T-GETBACL-02', 'T-ACL-11'],
    lease: { group: 'access public-read-write' },
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.eventually({ op: 'GetBucket', as: 'second' }, { success: true });
      t.expect(await t.send({ op: 'GetBucketAcl', as: 'second' }), { refusal: 'access-denied' });
    },
  },
  {
    id: 'anonymous-on-public-bucket',
    title: 'An anonymous request for the list is refused even of a bucket that everyone may read and write',
    claims: ['T-GETBACL-03', 'T-ACL-11'],
    lease: { group: 'access public-read-write' },
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
      t.expect(await t.send({ op: 'GetBucketAcl', as: 'anonymous' }), { refusal: 'anonymous-denied' });
    },
  },
]);
