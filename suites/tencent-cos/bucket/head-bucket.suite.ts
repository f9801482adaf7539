import { suite } from '../../../harness/check/suite.ts';
import { grantHeaders } from '../access-binding.ts';
import { bucketNameOf } from './bucket-name-of.ts';
import { atHost, virtualHost } from './virtual-host.ts';

export default suite('HeadBucket', [
  {
    id: 'exists',
    title: 'HEAD tells a bucket that exists from one that does not',
    claims: ['T-HEADBKT-01', 'T-HEADBKT-02', 'T-HEADBKT-04'],
    run: async (t) => {
      t.expect(await t.send({ op: 'HeadBucket' }), { status: 200, body: 'empty' });
      const exchange = await t.send({ op: 'HeadBucket', bucket: t.newBucketName('missing') });
      t.expect(exchange, { status: 404, body: 'empty' });
    },
  },
  {
    id: 'made-and-deleted',
    title: 'A bucket is there from its creation to its deletion',
    claims: ['T-HEADBKT-01', 'T-HEADBKT-02'],
    run: async (t) => {
      const bucket = t.newBucketName('new');
      t.expect(await t.send({ op: 'HeadBucket', bucket }), { status: 404 });
      await t.setup({ op: 'PutBucket', bucket });
      await t.eventually({ op: 'HeadBucket', bucket }, { status: 200 });
      await t.setup({ op: 'DeleteBucket', bucket });
      await t.eventually({ op: 'HeadBucket', bucket }, { status: 404 });
    },
  },
  {
    id: 'names-region',
    title: 'x-cos-bucket-region names the region of the bucket',
    claims: ['T-HEADBKT-06'],
    run: async (t) => {
      t.expect(await t.send({ op: 'HeadBucket' }), {
        status: 200,
        headers: { 'x-cos-bucket-region': t.region },
      });
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous HEAD is answered for a public-read bucket, and refused for a private one',
    claims: ['T-HEADBKT-07', 'T-HEADBKT-08'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const head = { op: 'HeadBucket', as: 'anonymous' } as const;
      t.expect(await t.send(head), { status: 403, body: 'empty' });
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      await t.eventually(head, { status: 200, body: 'empty' });
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'private' } });
      await t.eventually(head, { status: 403, body: 'empty' });
    },
  },
  {
    id: 'another-account',
    title:
      'Another account is answered 403 for a bucket it has no access to, 200 with READ, 404 for a missing one',
    claims: ['T-HEADBKT-03', 'T-HEADBKT-05', 'T-HEADBKT-02'],
    lease: 'own',
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      const head = { op: 'HeadBucket', as: 'second' } as const;
      t.expect(await t.send(head), { status: 403 });
      const grant = async (permission: 'READ' | 'WRITE') => {
        const headers = await grantHeaders(t, [{ to: 'second', permission }]);
        await t.setup({ op: 'PutBucketAcl', headers });
      };
      await grant('READ');
      await t.eventually(head, { status: 200 });
      await grant('WRITE');
      await t.eventually(head, { status: 403 });
      t.expect(await t.send({ ...head, bucket: t.newBucketName('missing') }), { status: 404 });
    },
  },
  {
    id: 'virtual-hosts',
    title: 'The host names the bucket: one path on two hosts is two objects',
    claims: ['T-ADDR-02'],
    impact: 'data-loss',
    run: async (t) => {
      const other = t.newBucketName('other');
      await t.setup({ op: 'PutBucket', bucket: other });
      for (const bucket of [t.bucket, other]) {
        const at = atHost(virtualHost(t, bucket));
        t.expect(await t.send({ op: 'HeadBucket', ...at('/') }), { status: 200 });
        const put = { op: 'PutObject', key: t.key(), body: `in ${bucket}` };
        t.expect(await t.send({ ...put, ...at(`/${t.key()}`) }), { success: true });
      }
      for (const bucket of [t.bucket, other]) {
        const at = atHost(virtualHost(t, bucket));
        const get = { op: 'GetObject', key: t.key() };
        t.expect(await t.send({ ...get, ...at(`/${t.key()}`) }), { status: 200, body: `in ${bucket}` });
        t.expect(await t.send({ ...get, bucket }), { status: 200, body: `in ${bucket}` });
      }
      const missing = atHost(virtualHost(t, t.newBucketName('missing')));
      t.expect(await t.send({ op: 'HeadBucket', ...missing('/') }), { status: 404 });
    },
  },
  {
    id: 'host-without-appid',
    title: 'A host without an APPID names no bucket',
    claims: ['T-ADDR-04'],
    impact: 'security',
    run: async (t) => {
      const { account } = t.identity('main');
      const at = atHost(virtualHost(t, t.bucket.slice(0, -`-${account}`.length)));
      t.expect(await t.send({ op: 'GetBucket', ...at('/') }), { refusal: 'missing-appid' });
    },
  },
  {
    id: 'another-appid',
    title: 'The same name under another APPID is another bucket',
    claims: ['T-ADDR-05'],
    impact: 'security',
    run: async (t) => {
      const { account } = t.identity('main');
      const bucket = bucketNameOf(t.bucket, account, `9${account.slice(1)}1`);
      // a bucket of nobody's; whoever may have that APPID, it is not the main account
      t.expect(await t.send({ op: 'GetBucket', bucket }), { refusal: ['missing-bucket', 'access-denied'] });
    },
  },
  {
    id: 'two-accounts-one-name',
    title: 'Two accounts may have buckets that differ only in their APPID, each with its own objects',
    claims: ['T-ADDR-05'],
    lease: 'own',
    needs: ['secondIdentity'],
    impact: 'data-loss',
    run: async (t) => {
      const twin = bucketNameOf(t.bucket, t.identity('main').account, t.identity('second').account);
      const key = t.key();
      await t.setup({ op: 'PutObject', key, body: 'of the main account' });
      const made = t.expect(await t.send({ op: 'PutBucket', bucket: twin, as: 'second' }), { success: true });
      if (!made) return;
      try {
        const theirs = { bucket: twin, key, as: 'second' } as const;
        t.expect(await t.send({ op: 'GetObject', ...theirs }), { refusal: 'missing-key' });
        t.expect(await t.send({ op: 'PutObject', ...theirs, body: 'of the second account' }), {
          success: true,
        });
        t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: 'of the main account' });
        t.expect(await t.send({ op: 'GetObject', bucket: twin, key }), { refusal: 'access-denied' });
      } finally {
        await t.send({ op: 'DeleteObject', bucket: twin, key, as: 'second' });
        t.expect(await t.send({ op: 'DeleteBucket', bucket: twin, as: 'second' }), { success: true });
      }
    },
  },
]);
