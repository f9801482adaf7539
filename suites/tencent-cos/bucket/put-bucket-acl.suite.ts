import { suite } from '../../../harness/check/suite.ts';
import { bucketOwnerId, GRANT_HEADERS } from '../access-binding.ts';
import {
  ANYONE_ID,
  account,
  allUsers,
  EVERYONE,
  policyBody,
  secondOwnerId,
  uinOf,
} from '../object/grants.ts';
import { expectPermissions, expectPrivate, putAcl, putPolicy } from './bucket-acl.ts';
import { subAccount } from './sub-account.ts';

export default suite('PutBucketAcl', [
  {
    id: 'canned-acl',
    title: 'Each x-cos-acl is answered with 200 and an empty body, and shows in the list',
    claims: ['T-PUTBACL-01', 'T-PUTBACL-17', 'T-GETBACL-09', 'T-GETBACL-10', 'T-GETBACL-11'],
    lease: 'own',
    run: async (t) => {
      for (const [value, permissions] of [
        ['public-read', ['READ']],
        ['public-read-write', ['READ', 'WRITE']],
        ['private', []],
      ] as const) {
        t.expect(await putAcl(t, { 'x-cos-acl': value }), { status: 200, body: 'empty' });
        if (permissions.length === 0) await expectPrivate(t);
        // READ and WRITE may be written as one FULL_CONTROL; what anyone may do is another check's matter
        else if (value === 'public-read') await expectPermissions(t, EVERYONE, permissions);
        const list = { op: 'GetBucket', as: 'anonymous' } as const;
        await t.eventually(
          list,
          permissions.length > 0 ? { success: true } : { refusal: 'anonymous-denied' },
        );
      }
    },
  },
  {
    id: 'policy-body',
    title: 'An AccessControlPolicy body is answered with 200 and an empty body, and shows in the list',
    claims: ['T-PUTBACL-02', 'T-PUTBACL-14', 'T-PUTBACL-17'],
    lease: 'own',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      const body = policyBody(owner, [
        [account(owner), 'FULL_CONTROL'],
        [account(ANYONE_ID), 'READ'],
      ]);
      t.expect(await putPolicy(t, body), { status: 200, body: 'empty' });
      await expectPermissions(t, EVERYONE, ['READ']);
      await expectPermissions(t, owner, ['FULL_CONTROL']);
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
    },
  },
  {
    id: 'grant-headers-to-everyone',
    title: 'Each x-cos-grant-* header takes everyone, and shows in the list with its permission',
    claims: ['T-PUTBACL-03', 'T-PUTBACL-17'],
    lease: 'own',
    run: async (t) => {
      for (const [permission, header] of Object.entries(GRANT_HEADERS)) {
        t.expect(await putAcl(t, { [header]: `id="${ANYONE_ID}"` }), { status: 200, body: 'empty' });
        await expectPermissions(t, EVERYONE, [permission]);
      }
    },
  },
  {
    id: 'grant-headers-to-an-account',
    title: 'Each x-cos-grant-* header shows in the list with that account and permission',
    claims: ['T-PUTBACL-03', 'T-PUTBACL-17'],
    lease: 'own',
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      for (const [permission, header] of Object.entries(GRANT_HEADERS)) {
        t.expect(await putAcl(t, { [header]: `id="${id}"` }), { status: 200, body: 'empty' });
        await expectPermissions(t, id, [permission]);
        await expectPermissions(t, EVERYONE, []);
      }
    },
  },
  {
    id: 'grant-header-with-bare-uin',
    title: 'A grant header takes the bare number of an account, and it works',
    claims: ['T-ACL-13', 'T-PUTBACL-03'],
    lease: 'own',
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      t.expect(await putAcl(t, { 'x-cos-grant-read': `id="${uinOf(id)}"` }), { status: 200, body: 'empty' });
      await expectPermissions(t, id, ['READ']);
      await t.eventually({ op: 'GetBucket', as: 'second' }, { success: true });
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'grant-header-with-several-ids',
    title: 'A grant header takes several ids, separated by commas with or without a blank',
    claims: ['T-PUTBACL-03'],
    lease: 'own',
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      for (const comma of [',', ', ']) {
        await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'private' } });
        const items = [`id="${id}"`, `id="${ANYONE_ID}"`];
        t.expect(await putAcl(t, { 'x-cos-grant-read': items.join(comma) }), { status: 200, body: 'empty' });
        await expectPermissions(t, id, ['READ']);
        await expectPermissions(t, EVERYONE, ['READ']);
      }
    },
  },
  {
    id: 'several-grant-headers',
    title: 'Grant headers of one request add up',
    claims: ['T-PUTBACL-03'],
    lease: 'own',
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      const headers = {
        'x-cos-grant-read': `id="${id}",id="${ANYONE_ID}"`,
        'x-cos-grant-write': `id="${id}"`,
      };
      t.expect(await putAcl(t, headers), { status: 200, body: 'empty' });
      await expectPermissions(t, id, ['READ', 'WRITE']);
      await expectPermissions(t, EVERYONE, ['READ']);
    },
  },
  {
    id: 'grantee-types',
    title: 'Grantees of the types RootAccount and SubAccount are accepted and returned',
    claims: ['T-PUTBACL-13', 'T-ACL-12'],
    lease: 'own',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      const sub = subAccount(t, owner);
      const body = policyBody(owner, [
        [account(owner, 'RootAccount'), 'FULL_CONTROL'],
        [account(sub, 'SubAccount'), 'READ'],
      ]);
      t.expect(await putPolicy(t, body), { status: 200, body: 'empty' });
      await expectPermissions(t, owner, ['FULL_CONTROL']);
      await expectPermissions(t, sub, ['READ']);
      await expectPermissions(t, EVERYONE, []);
    },
  },
  {
    id: 'grant-header-with-sub-account',
    title: 'A grant header takes a sub-account, and opens the bucket to nobody else',
    claims: ['T-ACL-12'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const sub = subAccount(t, await bucketOwnerId(t));
      t.expect(await putAcl(t, { 'x-cos-grant-read': `id="${sub}"` }), { status: 200, body: 'empty' });
      await expectPermissions(t, sub, ['READ']);
      await expectPermissions(t, EVERYONE, []);
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'grant-reaches-one-account',
    title: 'What is granted to one account or sub-account is not granted to whoever has a key',
    claims: ['T-ACL-04'],
    lease: 'own',
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      const sub = subAccount(t, await bucketOwnerId(t));
      const grant = `id="${sub}"`;
      t.expect(await putAcl(t, { 'x-cos-grant-read': grant, 'x-cos-grant-write': grant }), { success: true });
      await expectPermissions(t, sub, ['READ', 'WRITE']);
      await t.eventually({ op: 'GetBucket', as: 'second' }, { refusal: 'access-denied' });
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'refused', as: 'second' }), {
        refusal: 'access-denied',
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'later-grantee-types',
    title: 'Grantees of the types CanonicalUser and Group are accepted and take effect',
    claims: ['T-PUTBACL-15'],
    lease: 'own',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      const body = policyBody(owner, [
        [account(owner, 'CanonicalUser'), 'FULL_CONTROL'],
        [allUsers, 'READ'],
      ]);
      t.expect(await putPolicy(t, body), { status: 200, body: 'empty' });
      await expectPermissions(t, owner, ['FULL_CONTROL']);
      await expectPermissions(t, EVERYONE, ['READ']);
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
    },
  },
  {
    id: 'grantee-without-type',
    title: 'A grantee without xsi:type is accepted and takes effect',
    claims: ['T-PUTBACL-16'],
    lease: 'own',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      const body = policyBody(owner, [
        [{ ID: owner }, 'FULL_CONTROL'],
        [{ ID: ANYONE_ID }, 'READ'],
      ]);
      t.expect(await putPolicy(t, body), { status: 200, body: 'empty' });
      await expectPermissions(t, EVERYONE, ['READ']);
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
    },
  },
]);
