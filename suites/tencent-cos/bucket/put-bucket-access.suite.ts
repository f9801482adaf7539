import { suite } from '../../../harness/check/suite.ts';
import { GRANT_HEADERS } from '../access-binding.ts';
import { ANYONE_ID, EVERYONE, secondOwnerId, uinOf } from '../object/grants.ts';
import { expectPermissions, expectPrivate } from './bucket-acl.ts';

/** What anyone may do in a bucket made with each short form. */
const CANNED = [
  ['private', { list: false, write: false }],
  ['public-read', { list: true, write: false }],
  ['public-read-write', { list: true, write: true }],
] as const;

export default suite('PutBucket', [
  {
    id: 'private-by-default',
    title: 'Without ACL headers a new bucket is private',
    claims: ['T-PUTBKT-04'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      await expectPrivate(t);
      await t.setup({ op: 'PutObject', key: t.key(), body: 'secret' });
      for (const op of ['GetBucket', 'HeadBucket', 'GetObject']) {
        t.expect(await t.send({ op, key: t.key(), as: 'anonymous' }), { refusal: 'anonymous-denied' });
      }
    },
  },
  {
    id: 'canned-acl',
    title: 'Each x-cos-acl is accepted, and everyone may do what it says and no more',
    claims: ['T-PUTBKT-05'],
    impact: 'security',
    run: async (t) => {
      for (const [acl, may] of CANNED) {
        const bucket = t.newBucketName(acl);
        const headers = { 'x-cos-acl': acl };
        t.expect(await t.send({ op: 'PutBucket', bucket, headers }), { status: 200, body: 'empty' });
        const list = { op: 'GetBucket', bucket, as: 'anonymous' } as const;
        await t.eventually(list, may.list ? { success: true } : { refusal: 'anonymous-denied' });
        const put = { op: 'PutObject', bucket, key: t.key(), body: 'written', as: 'anonymous' } as const;
        t.expect(await t.send(put), may.write ? { success: true } : { refusal: 'anonymous-denied' });
        t.expect(
          await t.send({ op: 'GetObject', bucket, key: t.key() }),
          may.write ? { status: 200, body: 'written' } : { refusal: 'missing-key' },
        );
      }
    },
  },
  {
    id: 'grants-to-everyone',
    title: 'Each x-cos-grant-* header for everyone shows in the list of the new bucket',
    claims: ['T-PUTBKT-07', 'T-PUTBKT-08'],
    run: async (t) => {
      for (const [permission, header] of Object.entries(GRANT_HEADERS)) {
        const bucket = t.newBucketName(permission);
        const headers = { [header]: `id="${ANYONE_ID}"` };
        t.expect(await t.send({ op: 'PutBucket', bucket, headers }), { status: 200, body: 'empty' });
        await expectPermissions(t, EVERYONE, [permission], bucket);
      }
    },
  },
  {
    id: 'grants-to-an-account',
    title: 'Grants to one account show in the list of the new bucket, and work',
    claims: ['T-PUTBKT-07', 'T-PUTBKT-08'],
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      const id = await secondOwnerId(t);
      const bucket = t.newBucketName('granted');
      const headers = { 'x-cos-grant-read': `id="${id}"`, 'x-cos-grant-write': `id="${id}"` };
      t.expect(await t.send({ op: 'PutBucket', bucket, headers }), { status: 200, body: 'empty' });
      await expectPermissions(t, id, ['READ', 'WRITE'], bucket);
      await expectPermissions(t, EVERYONE, [], bucket);
      await t.eventually({ op: 'GetBucket', bucket, as: 'second' }, { success: true });
      const put = { op: 'PutObject', bucket, key: t.key(), body: 'written', as: 'second' } as const;
      t.expect(await t.send(put), { success: true });
      t.expect(await t.send({ op: 'GetObject', bucket, key: t.key() }), { status: 200, body: 'written' });
      t.expect(await t.send({ op: 'GetBucket', bucket, as: 'anonymous' }), { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'grant-to-a-bare-uin',
    title: 'A grant to the bare number of an account, as the chapter prints it, works for that account',
    claims: ['T-ACL-13', 'T-PUTBKT-07'],
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      const bucket = t.newBucketName('granted');
      const headers = { 'x-cos-grant-full-control': `id="${uinOf(id)}"` };
      t.expect(await t.send({ op: 'PutBucket', bucket, headers }), { status: 200, body: 'empty' });
      await expectPermissions(t, id, ['FULL_CONTROL'], bucket);
      await t.eventually({ op: 'GetBucket', bucket, as: 'second' }, { success: true });
    },
  },
  {
    id: 'unknown-canned-acl',
    title: 'An unknown x-cos-acl is refused with InvalidArgument and no bucket is made',
    claims: ['T-PUTBKT-06', 'T-PUTBKT-14'],
    run: async (t) => {
      for (const value of ['public', 'public-read,private']) {
        const bucket = t.newBucketName(value);
        const headers = { 'x-cos-acl': value };
        t.expect(await t.send({ op: 'PutBucket', bucket, headers }), { refusal: 'invalid-acl' });
        t.expect(await t.send({ op: 'HeadBucket', bucket }), { refusal: 'missing-bucket' });
      }
    },
  },
  {
    id: 'malformed-grant-id',
    title: 'A grant to what is no id is refused with InvalidArgument and no bucket is made',
    claims: ['T-PUTBKT-12'],
    run: async (t) => {
      for (const [permission, header] of Object.entries(GRANT_HEADERS)) {
        const bucket = t.newBucketName(permission);
        const headers = { [header]: 'id="qcs::camp::uin/1:uin/1"' };
        t.expect(await t.send({ op: 'PutBucket', bucket, headers }), { refusal: 'invalid-argument' });
        t.expect(await t.send({ op: 'HeadBucket', bucket }), { refusal: 'missing-bucket' });
      }
    },
  },
  {
    id: 'wrong-signature',
    title: 'A request under a wrong signature makes no bucket',
    claims: ['T-PUTBKT-14'],
    impact: 'security',
    run: async (t) => {
      const bucket = t.newBucketName('refused');
      const exchange = await t.send({
        op: 'PutBucket',
        bucket,
        sign: { credentials: (valid) => ({ ...valid, secret: `${valid.secret}x` }) },
      });
      t.expect(exchange, { refusal: 'signature-mismatch' });
      t.expect(await t.send({ op: 'HeadBucket', bucket }), { refusal: 'missing-bucket' });
    },
  },
]);
