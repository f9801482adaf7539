import { suite } from '../../../harness/check/suite.ts';
import { bucketOwnerId } from '../access-binding.ts';
import { ANYONE_ID, account, EVERYONE, policyBody, secondOwnerId } from '../object/grants.ts';
import { expectPermissions, expectPrivate, putAcl, putPolicy } from './bucket-acl.ts';

export default suite('PutBucketAcl', [
  {
    id: 'replaces-old-list',
    title: 'A new list replaces the old one completely, whichever way either was given',
    claims: ['T-PUTBACL-04'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      t.expect(await putAcl(t, { 'x-cos-acl': 'public-read-write' }), { success: true });
      t.expect(await putAcl(t, { 'x-cos-grant-read': `id="${ANYONE_ID}"` }), { success: true });
      await expectPermissions(t, EVERYONE, ['READ']);
      t.expect(await putPolicy(t, policyBody(owner, [[account(ANYONE_ID), 'WRITE']])), { success: true });
      await expectPermissions(t, EVERYONE, ['WRITE']);
      t.expect(await putPolicy(t, policyBody(owner, [[account(owner), 'FULL_CONTROL']])), { success: true });
      await expectPrivate(t);
      t.expect(await putAcl(t, { 'x-cos-acl': 'public-read' }), { success: true });
      await expectPermissions(t, EVERYONE, ['READ']);
      t.expect(await putAcl(t, { 'x-cos-acl': 'private' }), { success: true });
      await expectPrivate(t);
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'replaces-grants-of-an-account',
    title: 'Grants of one account do not add to the grants another request gave it, or gave to others',
    claims: ['T-PUTBACL-04'],
    lease: 'own',
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      t.expect(await putAcl(t, { 'x-cos-grant-full-control': `id="${id}"` }), { success: true });
      t.expect(await putAcl(t, { 'x-cos-grant-write': `id="${id}"` }), { success: true });
      await expectPermissions(t, id, ['WRITE']);
      t.expect(await putAcl(t, { 'x-cos-grant-read': `id="${id}"` }), { success: true });
      await expectPermissions(t, id, ['READ']);
      t.expect(await putAcl(t, { 'x-cos-acl': 'public-read' }), { success: true });
      await expectPermissions(t, id, []);
      t.expect(await putAcl(t, { 'x-cos-acl': 'private' }), { success: true });
      await expectPrivate(t);
    },
  },
  {
    id: 'no-acl-means-private',
    title: 'A request with neither headers nor body makes the bucket private',
    claims: ['T-PUTBACL-12'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
      t.expect(await putAcl(t, {}), { status: 200, body: 'empty' });
      await expectPrivate(t);
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'owner-stays',
    title: 'The owner is the same after the list was changed',
    claims: ['T-ACL-01', 'T-PUTBACL-17'],
    lease: 'own',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      for (const exchange of [
        await putAcl(t, { 'x-cos-acl': 'public-read-write' }),
        await putPolicy(t, policyBody(owner, [[account(ANYONE_ID), 'FULL_CONTROL']])),
      ]) {
        t.expect(exchange, { success: true });
        t.expect(await t.send({ op: 'GetBucketAcl' }), {
          success: true,
          document: 'AccessControlPolicy',
          values: { 'Owner.ID': owner },
        });
      }
    },
  },
  {
    id: 'owner-cannot-be-given-away',
    title: 'A list that names another owner does not make the bucket another account’s',
    claims: ['T-ACL-01'],
    lease: 'own',
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      const other = await secondOwnerId(t);
      const body = policyBody(other, [[account(other), 'FULL_CONTROL']]);
      // Whether such a list is refused is not documented; who owns the bucket is.
      t.expect(await putPolicy(t, body), { anyOf: [{ status: 200 }, { status: [400, 403] }] });
      t.expect(await t.send({ op: 'GetBucketAcl' }), {
        success: true,
        document: 'AccessControlPolicy',
        values: { 'Owner.ID': await bucketOwnerId(t) },
      });
      t.expect(await putAcl(t, { 'x-cos-acl': 'private' }), { success: true });
      await expectPrivate(t);
    },
  },
  {
    id: 'other-bucket-unchanged',
    title: 'The list of one bucket is not that of another',
    claims: ['T-PUTBACL-17'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const other = t.newBucketName('other');
      await t.setup({ op: 'PutBucket', bucket: other });
      t.expect(await putAcl(t, { 'x-cos-acl': 'public-read' }), { success: true });
      await expectPermissions(t, EVERYONE, ['READ']);
      await expectPrivate(t, other);
      t.expect(await t.send({ op: 'GetBucket', bucket: other, as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
    },
  },
]);
