import { suite } from '../../../harness/check/suite.ts';
import { missingAccount } from '../invalid-request.ts';

export default suite('CreateContainer', [
  {
    id: 'existing-container',
    title: 'Creating a container that exists is answered 202 and leaves what is in it',
    claims: ['S-PUTCONT-10'],
    reading: 'container-put-again',
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept' });
      t.expect(await t.send({ op: 'CreateContainer' }), { status: 202 });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
    },
  },
  {
    id: 'merges-metadata',
    title: 'Creating a container that exists merges attributes and lists into those it has',
    claims: ['S-PUTCONT-15'],
    lease: 'own',
    run: async (t) => {
      const first = { 'X-Container-Meta-One': '1', 'X-Container-Read': 'nobody:one' };
      const second = { 'X-Container-Meta-Two': '2', 'X-Container-Write': 'nobody:two' };
      t.expect(await t.send({ op: 'CreateContainer', headers: first }), { status: 202 });
      t.expect(await t.send({ op: 'CreateContainer', headers: second }), { status: 202 });
      await t.eventually(
        { op: 'HeadContainer' },
        {
          success: true,
          headers: {
            'x-container-meta-one': '1',
            'x-container-meta-two': '2',
            'x-container-read': 'nobody:one',
            'x-container-write': 'nobody:two',
          },
        },
      );
    },
  },
  {
    id: 'with-read-list',
    title: 'X-Container-Read of the creation is the read list of the container',
    claims: ['S-PUTCONT-06'],
    lease: 'none',
    needs: ['secondIdentity'],
    run: async (t) => {
      const bucket = t.newBucketName('read');
      const headers = { 'X-Container-Read': t.identity('second').keyId };
      t.expect(await t.send({ op: 'CreateContainer', bucket, headers }), { status: 201 });
      await t.setup({ op: 'PutObject', bucket, key: 'a', body: 'readable' });
      const read = { op: 'GetObject', bucket, key: 'a', as: 'second' };
      await t.eventually(read, { status: 200, body: 'readable' });
    },
  },
  {
    id: 'with-write-list',
    title: 'X-Container-Write of the creation is the write list of the container',
    claims: ['S-PUTCONT-07'],
    lease: 'none',
    needs: ['secondIdentity'],
    run: async (t) => {
      const bucket = t.newBucketName('write');
      const headers = { 'X-Container-Write': t.identity('second').keyId };
      t.expect(await t.send({ op: 'CreateContainer', bucket, headers }), { status: 201 });
      const written = { op: 'PutObject', bucket, key: 'a', body: 'written', as: 'second' };
      t.expect(await t.send(written), { success: true });
      t.expect(await t.send({ op: 'GetObject', bucket, key: 'a' }), { status: 200, body: 'written' });
    },
  },
  {
    id: 'with-attributes',
    title: 'Attributes of the creation are returned with the container',
    claims: ['S-PUTCONT-08'],
    lease: 'none',
    run: async (t) => {
      const bucket = t.newBucketName('attributes');
      const headers = { 'x-container-meta-color': 'blue', 'x-container-meta-shape': 'round one' };
      t.expect(await t.send({ op: 'CreateContainer', bucket, headers }), { status: 201 });
      await t.eventually({ op: 'HeadContainer', bucket }, { success: true, headers });
    },
  },
  {
    id: 'body-is-ignored',
    title: 'Neither a length nor a body is needed, and a body is ignored',
    claims: ['S-PUTCONT-17'],
    lease: 'none',
    run: async (t) => {
      const bare = t.newBucketName('bare');
      const raw = { omitContentLength: true, limits: { responseMs: 5_000 } };
      t.expect(await t.send({ op: 'CreateContainer', bucket: bare, raw }), { status: 201 });
      const full = t.newBucketName('full');
      t.expect(await t.send({ op: 'CreateContainer', bucket: full, body: 'ignored' }), { status: 201 });
      t.expect(await t.send({ op: 'ListObjects', bucket: full, query: { format: 'json' } }), {
        success: true,
        keys: { absent: true },
      });
    },
  },
  {
    id: 'invalid-list',
    title: 'A list that is not valid is refused with 400 and nothing is created',
    claims: ['S-PUTCONT-18', 'S-META-09'],
    needs: ['referrers'],
    lease: 'none',
    run: async (t) => {
      const bucket = t.newBucketName('refused');
      const headers = { 'X-Container-Write': '.r:*' };
      t.expect(await t.send({ op: 'CreateContainer', bucket, headers }), { refusal: 'invalid-acl' });
      t.expect(await t.send({ op: 'HeadContainer', bucket }), { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'refused-attribute-creates-nothing',
    title: 'A container is not created when an attribute is refused',
    claims: ['S-META-09'],
    lease: 'none',
    run: async (t) => {
      const bucket = t.newBucketName('refused');
      const headers = { 'X-Container-Meta-Long': 'v'.repeat(257) };
      t.expect(await t.send({ op: 'CreateContainer', bucket, headers }), { refusal: 'metadata-too-large' });
      t.expect(await t.send({ op: 'HeadContainer', bucket }), { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'reseller-creates',
    title: 'An admin of every account may create a container',
    claims: ['S-PUTCONT-02', 'S-AUTH-19'],
    reading: 'super-admin',
    needs: ['resellerIdentity'],
    lease: 'none',
    run: async (t) => {
      const bucket = t.newBucketName('reseller');
      t.expect(await t.send({ op: 'CreateContainer', bucket, as: 'reseller' }), { status: 201 });
      t.expect(await t.send({ op: 'HeadContainer', bucket }), { success: true });
    },
  },
  {
    id: 'any-characters',
    title: 'A name may hold blanks, punctuation and letters beyond ASCII',
    claims: ['S-PUTCONT-01'],
    lease: 'none',
    run: async (t) => {
      for (const suffix of [' a b', '%41', '+', '?&#=', 'é日', '.']) {
        const bucket = `${t.newBucketName(`characters ${suffix}`)}${suffix}`;
        t.expect(await t.send({ op: 'CreateContainer', bucket }), { status: 201 });
        const query = { prefix: bucket, format: 'json' };
        const listed = await t.send({ op: 'ListContainers', query });
        const names = t.dialect.housekeeping.buckets.read(listed.response?.body ?? new Uint8Array());
        t.expect(listed, { success: true });
        t.compare(listed, 'names', [bucket], names);
      }
    },
  },
  missingAccount('CreateContainer', ['S-PUTCONT-14', 'S-GEN-06']),
]);
