import { textAt } from '../../../dialects/core/document-access.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { grantHeaders } from '../access-binding.ts';
import { cors } from '../cors-binding.ts';
import { setVersioning, writeVersion } from '../versions.ts';
import { expectGrants, expectPrivate, grantsNow } from './bucket-acl.ts';

const LIFECYCLE = 'PutBucketLifecycle';

/** Gives the leased bucket every setting of the base document. @throws CheckInconclusive */
async function configureAll(t: CheckContext): Promise<void> {
  await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
  await t.setup({ op: 'PutBucketCors', ...cors.rules([{ origins: ['*'], methods: ['GET'] }]) });
  const fixture = await t.prepare(t.operation(LIFECYCLE));
  await t.setup(t.sample(t.operation(LIFECYCLE), fixture));
}

export default suite('DeleteBucket', [
  {
    id: 'empty-bucket',
    title: 'An empty bucket is deleted with 204 and no body, also after it held an object',
    claims: ['T-DELBKT-01'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'gone' });
      await t.setup({ op: 'DeleteObject', key: t.key() });
      await t.eventually({ op: 'DeleteBucket' }, { status: 204, body: 'empty' });
      await t.eventually({ op: 'HeadBucket' }, { status: 404 });
    },
  },
  {
    id: 'holding-an-object',
    title: 'A bucket that holds an object is not deleted, and keeps its object and its list',
    claims: ['T-DELBKT-02', 'T-DELBKT-04'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept' });
      const before = await grantsNow(t);
      t.expect(await t.send({ op: 'DeleteBucket' }), { refusal: 'bucket-not-empty' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
      t.expect(await t.send({ op: 'HeadBucket' }), { success: true });
      await expectGrants(t, before);
    },
  },
  {
    id: 'holding-an-empty-object',
    title: 'A bucket that holds nothing but an object without content is not deleted',
    claims: ['T-DELBKT-02', 'T-DELBKT-04'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: 'folder/', body: '' });
      t.expect(await t.send({ op: 'DeleteBucket' }), { refusal: 'bucket-not-empty' });
      t.expect(await t.send({ op: 'GetObject', key: 'folder/' }), { status: 200, body: 'empty' });
    },
  },
  {
    id: 'holding-an-upload',
    title: 'A bucket with an unfinished upload is not deleted, and is once the upload is aborted',
    claims: ['T-DELBKT-03', 'T-DELBKT-04'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      const begun = await t.setup({ op: 'InitiateMultipartUpload', key: t.key() });
      const uploadId = textAt(t.read(begun, 'InitiateMultipartUploadResult'), 'UploadId') ?? '';
      t.expect(await t.send({ op: 'DeleteBucket' }), { refusal: 'bucket-not-empty' });
      const upload = { key: t.key(), query: { uploadId } };
      t.expect(await t.send({ op: 'ListParts', ...upload }), { success: true });
      t.expect(await t.send({ op: 'AbortMultipartUpload', ...upload }), { success: true });
      await t.eventually({ op: 'DeleteBucket' }, { status: 204, body: 'empty' });
    },
  },
  {
    id: 'holding-old-versions',
    title: 'A bucket with nothing but versions of a deleted object is not deleted',
    claims: ['T-DELBKT-02', 'T-DELBKT-04'],
    level: 'should',
    lease: 'own',
    needs: ['versioning'],
    impact: 'data-loss',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const versionId = await writeVersion(t, t.key(), 'kept');
      await t.setup({ op: 'DeleteObject', key: t.key() });
      t.expect(await t.send({ op: 'DeleteBucket' }), { refusal: 'bucket-not-empty' });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId } }), {
        status: 200,
        body: 'kept',
      });
    },
  },
  {
    id: 'deleted-bucket-is-gone',
    title: 'After its deletion a bucket is missing, whatever is asked of it, and nothing brings it back',
    claims: ['T-DELBKT-05', 'T-DELBKT-06'],
    lease: 'own',
    run: async (t) => {
      t.expect(await t.send({ op: 'DeleteBucket' }), { success: true });
      await t.eventually({ op: 'GetBucket' }, { refusal: 'missing-bucket' });
      const put = await t.send({ op: 'PutObject', key: t.key(), body: 'refused' });
      t.expect(put, { refusal: 'missing-bucket' });
      t.expect(await t.send({ op: 'GetBucketAcl' }), { refusal: 'missing-bucket' });
      t.expect(await t.send({ op: 'GetBucketCors' }), { refusal: 'missing-bucket' });
      t.expect(await t.send({ op: 'HeadBucket' }), { status: 404 });
      t.expect(await t.send({ op: 'DeleteBucket' }), { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'name-is-free-again',
    title: 'The name can be used again after the deletion, for a bucket without objects',
    claims: ['T-DELBKT-08', 'T-PUTBKT-13'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'gone' });
      await t.setup({ op: 'DeleteObject', key: t.key() });
      await t.eventually({ op: 'DeleteBucket' }, { success: true });
      await t.eventually({ op: 'PutBucket' }, { status: 200, body: 'empty' });
      await t.eventually(
        { op: 'GetBucket' },
        {
          success: true,
          document: 'ListBucketResult',
          values: { 'Contents.Key': { absent: true }, IsTruncated: 'false' },
        },
      );
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'new' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'new' });
    },
  },
  {
    id: 'settings-do-not-return',
    title: 'A bucket made again under the name of a deleted one has none of its settings',
    claims: ['T-DELBKT-08', 'T-PUTBKT-04', 'T-GETLC-02'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      await configureAll(t);
      await t.setup({ op: 'DeleteBucket' });
      await t.eventually({ op: 'PutBucket' }, { status: 200, body: 'empty' });
      await expectPrivate(t);
      t.expect(await t.send({ op: 'GetBucket', as: 'anonymous' }), { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetBucketLifecycle' }), { refusal: 'no-lifecycle' });
      const asked = { Origin: 'http://a.test', 'Access-Control-Request-Method': 'GET' };
      const preflight = { op: 'OptionsObject', key: t.key(), headers: asked };
      t.expect(await t.send(preflight), { refusal: 'no-cors-for-preflight' });
    },
  },
  {
    id: 'anonymous-on-public-bucket',
    title: 'An anonymous deletion is refused even of an empty bucket that everyone may write to',
    claims: ['T-DELBKT-07'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.eventually({ op: 'HeadBucket', as: 'anonymous' }, { success: true });
      t.expect(await t.send({ op: 'DeleteBucket', as: 'anonymous' }), { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'HeadBucket' }), { success: true });
    },
  },
  {
    id: 'writer-cannot-delete',
    title: 'An account that may write to a bucket may not delete it',
    claims: ['T-DELBKT-07'],
    lease: 'own',
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      const headers = await grantHeaders(t, [{ to: 'second', permission: 'WRITE' }]);
      await t.setup({ op: 'PutBucketAcl', headers });
      const put = { op: 'PutObject', key: t.key(), body: 'written', as: 'second' } as const;
      await t.eventually(put, { success: true });
      await t.setup({ op: 'DeleteObject', key: t.key() });
      t.expect(await t.send({ op: 'DeleteBucket', as: 'second' }), { refusal: 'access-denied' });
      t.expect(await t.send({ op: 'HeadBucket' }), { success: true });
    },
  },
  {
    id: 'other-bucket-stays',
    title: 'Deleting a bucket leaves a bucket whose name starts alike',
    claims: ['T-DELBKT-01'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      const bucket = t.newBucketName('other');
      await t.setup({ op: 'PutBucket', bucket });
      await t.setup({ op: 'PutObject', bucket, key: t.key(), body: 'kept' });
      t.expect(await t.send({ op: 'DeleteBucket' }), { success: true });
      await t.eventually({ op: 'HeadBucket' }, { status: 404 });
      t.expect(await t.send({ op: 'GetObject', bucket, key: t.key() }), { status: 200, body: 'kept' });
    },
  },
]);
