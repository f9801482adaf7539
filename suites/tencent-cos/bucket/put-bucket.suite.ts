import { suite } from '../../../harness/check/suite.ts';
import { mainOwnerId } from '../access-binding.ts';
import { expectGrants, grantsNow } from './bucket-acl.ts';

export default suite('PutBucket', [
  {
    id: 'creates-bucket',
    title: 'PUT answers 200 without a body, and objects can be stored in the new bucket',
    claims: ['T-PUTBKT-01'],
    run: async (t) => {
      const bucket = t.newBucketName('new');
      t.expect(await t.send({ op: 'PutBucket', bucket }), { status: 200, body: 'empty' });
      await t.eventually({ op: 'HeadBucket', bucket }, { success: true });
      t.expect(await t.send({ op: 'PutObject', bucket, key: t.key(), body: 'stored' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', bucket, key: t.key() }), { status: 200, body: 'stored' });
    },
  },
  {
    id: 'caller-is-owner',
    title: 'The caller is the owner of the new bucket',
    claims: ['T-PUTBKT-02'],
    run: async (t) => {
      const bucket = t.newBucketName('new');
      await t.setup({ op: 'PutBucket', bucket });
      t.expect(await t.send({ op: 'GetBucketAcl', bucket }), {
        success: true,
        document: 'AccessControlPolicy',
        values: { 'Owner.ID': await mainOwnerId(t) },
      });
    },
  },
  {
    id: 'new-bucket-is-empty',
    title: 'A new bucket has no objects and no uploads',
    claims: ['T-PUTBKT-13'],
    lease: 'own',
    run: async (t) => {
      t.expect(await t.send({ op: 'GetBucket' }), {
        success: true,
        document: 'ListBucketResult',
        values: { 'Contents.Key': { absent: true }, IsTruncated: /false/i },
      });
      t.expect(await t.send({ op: 'ListMultipartUploads' }), {
        success: true,
        document: 'ListMultipartUploadsResult',
        values: { 'Upload.Key': { absent: true } },
      });
    },
  },
  {
    id: 'taken-name',
    title: 'A name that is taken is refused with 409, and the bucket keeps its content and its list',
    claims: ['T-PUTBKT-09'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept' });
      const before = await grantsNow(t);
      const exchange = await t.send({ op: 'PutBucket', headers: { 'x-cos-acl': 'public-read-write' } });
      t.expect(exchange, { refusal: 'bucket-exists' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
      await expectGrants(t, before);
    },
  },
  {
    id: 'own-bucket-again',
    title: 'Creating a bucket again that one owns is refused with BucketAlreadyOwnedByYou',
    claims: ['T-PUTBKT-11'],
    lease: 'own',
    run: async (t) => {
      t.expect(await t.send({ op: 'PutBucket' }), { refusal: 'bucket-owned' });
    },
  },
  {
    id: 'name-taken-by-another',
    title: 'Another account cannot create a bucket that exists, which stays what it is',
    claims: ['T-PUTBKT-09'],
    lease: 'own',
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept' });
      const before = await grantsNow(t);
      // the name ends with the APPID of the main account, which is a reason of its own to refuse it
      const exchange = await t.send({ op: 'PutBucket', as: 'second' });
      t.expect(exchange, { refusal: ['bucket-exists', 'access-denied'] });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
      await expectGrants(t, before);
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'second' }), { refusal: 'access-denied' });
    },
  },
  {
    id: 'one-key-for-all-buckets',
    title: 'One key signs requests to all buckets of the account, and each bucket has its own objects',
    claims: ['T-AUTH-39'],
    run: async (t) => {
      const buckets = [t.newBucketName('one'), t.newBucketName('two')];
      for (const bucket of buckets) {
        t.expect(await t.send({ op: 'PutBucket', bucket }), { success: true });
        const put = await t.send({ op: 'PutObject', bucket, key: t.key(), body: `in ${bucket}` });
        t.expect(put, { success: true });
      }
      for (const bucket of buckets) {
        const read = await t.send({ op: 'GetObject', bucket, key: t.key() });
        t.expect(read, { status: 200, body: `in ${bucket}` });
      }
    },
  },
]);
