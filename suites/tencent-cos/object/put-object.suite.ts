import { suite } from '../../../harness/check/suite.ts';
import { setVersioning } from '../versions.ts';

const HEX_TAG = /"?[0-9a-f]{32}"?/;

export default suite('PutObject', [
  {
    id: 'stores-object',
    title: 'PUT answers 200 with an ETag and no body, and the object can be read',
    claims: ['T-PUTOBJ-01', 'T-PUTOBJ-02', 'T-PUTOBJ-03'],
    impact: 'data-loss',
    run: async (t) => {
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: 'Hello world' });
      t.expect(exchange, { status: 200, body: 'empty', headers: { etag: HEX_TAG } });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'Hello world',
        headers: { 'content-length': '11' },
      });
    },
  },
  {
    id: 'etag-is-quoted-on-reads',
    title: 'The ETag header is enclosed in double quotes, the same on GET and HEAD',
    claims: ['T-HDR-14'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'Hello world' });
      for (const op of ['GetObject', 'HeadObject']) {
        t.expect(await t.send({ op, key: t.key() }), {
          status: 200,
          headers: { etag: '"3e25960a79dbc69b674cd4ec67a72c62"' },
        });
      }
    },
  },
  {
    id: 'stores-empty-object',
    title: 'An object of no bytes is accepted and read back with length 0',
    claims: ['T-PUTOBJ-07'],
    run: async (t) => {
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: '' });
      t.expect(exchange, { status: 200, body: 'empty', headers: { etag: HEX_TAG } });
      for (const op of ['GetObject', 'HeadObject']) {
        t.expect(await t.send({ op, key: t.key() }), {
          status: 200,
          body: 'empty',
          headers: { 'content-length': '0', etag: '"d41d8cd98f00b204e9800998ecf8427e"' },
        });
      }
    },
  },
  {
    id: 'overwrites-object',
    title: 'An existing object is overwritten: length, content and ETag are the new ones',
    claims: ['T-PUTOBJ-08'],
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'a long first version of the object' });
      for (const body of ['short', 'Hello world']) {
        t.expect(await t.send({ op: 'PutObject', key: t.key(), body }), { status: 200, body: 'empty' });
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
          status: 200,
          body,
          headers: { 'content-length': String(body.length) },
        });
      }
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        status: 200,
        headers: { 'content-length': '11', etag: '"3e25960a79dbc69b674cd4ec67a72c62"' },
      });
    },
  },
  {
    id: 'ignores-range',
    title: 'A Range on an upload does not make it an upload of a part',
    claims: ['T-PUTOBJ-29'],
    level: 'should',
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'old content' });
      const headers = { Range: 'bytes=0-2' };
      const exchange = await t.send({ op: 'PutObject', key: t.key(), headers, body: 'new' });
      if (!t.expect(exchange, { anyOf: [{ success: true }, { refusal: 'malformed-request' }] })) return;
      const body = exchange.response?.status === 200 ? 'new' : 'old content';
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body });
    },
  },
  {
    id: 'overwrites-with-nothing',
    title: 'An existing object can be overwritten by an empty one',
    claims: ['T-PUTOBJ-08', 'T-PUTOBJ-07'],
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'not empty' });
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: '' }), { status: 200 });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'empty',
        headers: { 'content-length': '0' },
      });
    },
  },
  {
    id: 'last-modified-is-now',
    title: 'An upload is dated with the time of its arrival',
    claims: ['T-GETOBJ-02'],
    level: 'should',
    run: async (t) => {
      const before = t.now();
      await t.setup({ op: 'PutObject', key: t.key(), body: 'now' });
      const exchange = await t.send({ op: 'HeadObject', key: t.key() });
      t.expect(exchange, { status: 200, headers: { 'last-modified': { present: true } } });
      const age = Date.parse(t.header(exchange, 'last-modified') ?? '') - before;
      t.compare(exchange, 'Last-Modified within a minute of the upload', true, Math.abs(age) < 60_000);
    },
  },
  {
    id: 'missing-bucket',
    title: 'An upload to a bucket that does not exist is refused with NoSuchBucket and creates none',
    claims: ['T-PUTOBJ-28'],
    lease: 'none',
    run: async (t) => {
      const bucket = t.newBucketName('missing');
      const exchange = await t.send({ op: 'PutObject', bucket, key: t.key(), body: 'lost' });
      t.expect(exchange, { refusal: 'missing-bucket' });
      t.expect(await t.send({ op: 'GetBucket', bucket }), { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'anonymous-write',
    title: 'An anonymous upload to a private bucket is refused and stores nothing',
    claims: ['T-PUTOBJ-05'],
    impact: 'security',
    run: async (t) => {
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: 'intruder', as: 'anonymous' });
      t.expect(exchange, { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'anonymous-overwrite',
    title: 'An anonymous upload over an object that everyone may read is refused and changes nothing',
    claims: ['T-PUTOBJ-05'],
    impact: 'security',
    run: async (t) => {
      const headers = { 'x-cos-acl': 'public-read' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'original' });
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: 'intruder', as: 'anonymous' });
      t.expect(exchange, { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'original' });
    },
  },
  {
    id: 'anonymous-write-to-readable-bucket',
    title: 'Public read of a bucket does not allow anonymous uploads',
    claims: ['T-PUTOBJ-05'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', query: { acl: null }, headers: { 'x-cos-acl': 'public-read' } });
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: 'intruder', as: 'anonymous' });
      t.expect(exchange, { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'other-account-write',
    title: 'Another account cannot upload to a private bucket',
    claims: ['T-PUTOBJ-05'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: 'intruder', as: 'second' });
      t.expect(exchange, { refusal: 'access-denied' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'version-id',
    title: 'In a bucket with versioning an upload returns x-cos-version-id',
    claims: ['T-PUTOBJ-33'],
    needs: ['versioning'],
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'one' }), {
        status: 200,
        headers: { 'x-cos-version-id': { present: true } },
      });
    },
  },
]);
