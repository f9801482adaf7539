import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { copyNow, copyRequest, expectContent, expectMissing, SOURCE, TARGET } from '../../behaviours/copy.ts';
import { store } from '../../behaviours/stored-object.ts';
import { copying } from './copy-binding.ts';
import { ANYONE_ID, EVERYONE, permissionsOf, secondOwnerId } from './grants.ts';

const PUBLIC = { 'x-cos-acl': 'public-read' };

function anonymousRead(t: CheckContext, name: string) {
  return t.send({ op: 'GetObject', key: t.key(name), as: 'anonymous' });
}

/** A bucket in which everyone may write, so that only the right to read the source is missing. */
async function openBucket(t: CheckContext): Promise<string> {
  const bucket = t.newBucketName('open');
  await t.setup({ op: 'PutBucket', bucket, headers: { 'x-cos-acl': 'public-read-write' } });
  return bucket;
}

export default suite('PutObjectCopy', [
  {
    id: 'acl-of-the-copy',
    title: 'x-cos-acl on the copy request is the ACL of the copy and not of the source',
    claims: ['T-COPY-20'],
    run: async (t) => {
      await store(t, SOURCE, 'content');
      await copyNow(t, copying, { headers: PUBLIC });
      t.expect(await anonymousRead(t, TARGET), { status: 200, body: 'content' });
      t.expect(await anonymousRead(t, SOURCE), { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'acl-is-not-copied',
    title: 'A copy of a public object is private unless the request says otherwise',
    claims: ['T-COPY-20', 'T-COPY-21'],
    impact: 'security',
    run: async (t) => {
      await store(t, SOURCE, 'content', PUBLIC);
      await copyNow(t, copying);
      t.expect(await anonymousRead(t, TARGET), { refusal: 'anonymous-denied' });
      t.expect(await anonymousRead(t, SOURCE), { status: 200, body: 'content' });
    },
  },
  {
    id: 'private-copy-in-public-bucket',
    title: 'A copy without an ACL is private in a bucket that everyone may read, too',
    claims: ['T-COPY-20'],
    impact: 'security',
    reading: 'private-copies',
    run: async (t) => {
      const bucket = await openBucket(t);
      await store(t, SOURCE, 'content');
      const copy = (headers: Readonly<Record<string, string>>) =>
        t.send(copyRequest(t, copying, { bucket, fromBucket: t.bucket, headers }));
      const read = () => t.send({ op: 'GetObject', bucket, key: t.key(TARGET), as: 'anonymous' });
      t.expect(await copy({}), { success: true });
      t.expect(await read(), { refusal: 'anonymous-denied' });
      t.expect(await copy(PUBLIC), { success: true });
      t.expect(await read(), { status: 200, body: 'content' });
    },
  },
  {
    id: 'acl-of-overwritten-target',
    title: 'A copy over a public object without an ACL of its own is private',
    claims: ['T-COPY-20'],
    impact: 'security',
    run: async (t) => {
      await store(t, SOURCE, 'secret');
      await store(t, TARGET, 'open', PUBLIC);
      await copyNow(t, copying);
      await expectContent(t, TARGET, 'secret');
      t.expect(await anonymousRead(t, TARGET), { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'grants-to-everyone',
    title: 'x-cos-grant-read for everyone on the copy request shows in the ACL of the copy',
    claims: ['T-COPY-20'],
    run: async (t) => {
      await store(t, SOURCE, 'content');
      await copyNow(t, copying, { headers: { 'x-cos-grant-read': `id="${ANYONE_ID}"` } });
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(TARGET), query: { acl: null } });
      t.expect(exchange, { success: true });
      t.compare(exchange, 'permissions of everyone', ['READ'], permissionsOf(t, exchange, EVERYONE));
      t.expect(await anonymousRead(t, TARGET), { status: 200, body: 'content' });
    },
  },
  {
    id: 'grants-to-an-account',
    title:
      'x-cos-grant-* headers of the copy request show in the ACL of the copy, grants of the source do not',
    claims: ['T-COPY-20', 'T-COPY-21'],
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      const id = await secondOwnerId(t);
      await store(t, SOURCE, 'content', { 'x-cos-grant-full-control': `id="${id}"` });
      for (const [headers, permissions] of [
        [{ 'x-cos-grant-read': `id="${id}"` }, ['READ']],
        [{ 'x-cos-grant-full-control': `id="${id}"` }, ['FULL_CONTROL']],
        [{}, []],
      ] as const) {
        await copyNow(t, copying, { headers });
        const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(TARGET), query: { acl: null } });
        t.expect(exchange, { success: true });
        t.compare(exchange, 'permissions of the account', permissions, permissionsOf(t, exchange, id));
      }
    },
  },
  {
    id: 'unreadable-source-anonymous',
    title: 'An anonymous copy of a private object is refused even where anyone may write',
    claims: ['T-COPY-22'],
    impact: 'security',
    run: async (t) => {
      const bucket = await openBucket(t);
      await store(t, SOURCE, 'secret');
      const request = copyRequest(t, copying, { bucket, fromBucket: t.bucket, as: 'anonymous' });
      t.expect(await t.send(request), { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetObject', bucket, key: t.key(TARGET) }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'unreadable-source-other-account',
    title: 'Another account can copy only what it may read',
    claims: ['T-COPY-22'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      const bucket = await openBucket(t);
      await store(t, SOURCE, 'secret');
      const request = copyRequest(t, copying, { bucket, as: 'second', headers: PUBLIC });
      t.expect(await t.send(request), { refusal: 'access-denied' });
      t.expect(await t.send({ op: 'GetObject', bucket, key: t.key(TARGET) }), { refusal: 'missing-key' });
      await store(t, SOURCE, 'secret', PUBLIC);
      t.expect(await t.send(request), { success: true });
      t.expect(await t.send({ op: 'GetObject', bucket, key: t.key(TARGET), as: 'second' }), {
        status: 200,
        body: 'secret',
      });
    },
  },
  {
    id: 'unwritable-target',
    title: 'Another account cannot copy into a bucket it may not write to',
    claims: ['T-COPY-22', 'T-PUTOBJ-05'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      await store(t, SOURCE, 'content', PUBLIC);
      t.expect(await t.send(copyRequest(t, copying, { as: 'second' })), { refusal: 'access-denied' });
      await expectMissing(t, TARGET);
    },
  },
]);
