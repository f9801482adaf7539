import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { setVersioning, VERSION_HEADER, writeVersion } from '../versions.ts';

/** Headers that belong to one response and not to the object. */
const OF_THE_RESPONSE = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'x-cos-request-id',
  'x-cos-trace-id',
]);

/** Headers of the object, by lower-case name, sorted. */
function objectHeaders(exchange: Exchange): [string, string][] {
  return (exchange.response?.headers ?? [])
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !OF_THE_RESPONSE.has(name))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Bytes on the connection after the header section of a response that must have none. */
function expectNoContent(t: CheckContext, exchange: Exchange): void {
  const { body, trailing } = exchange.response ?? {};
  t.compare(exchange, 'bytes after the header section', 0, (body?.length ?? 0) + (trailing?.length ?? 0));
}

/** Watches the connection for a moment, since a body after HEAD would come after the end of the response. */
const WATCHED = { lingerMs: 150 };

export default suite('HeadObject', [
  {
    id: 'answers-like-get',
    title: 'HEAD returns the headers that GET returns, and no body',
    claims: ['T-HEADOBJ-01', 'T-HEADOBJ-02'],
    run: async (t) => {
      const headers = {
        'Content-Type': 'text/x-head',
        'Cache-Control': 'max-age=60',
        'Content-Disposition': 'inline',
        'Content-Encoding': 'gzip',
        Expires: 'Wed, 21 Oct 2037 07:28:00 GMT',
        'x-cos-meta-color': 'blue',
      };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'Hello world' });
      const get = await t.setup({ op: 'GetObject', key: t.key() });
      const head = await t.send({ op: 'HeadObject', key: t.key() });
      t.expect(head, { status: 200, body: 'empty', headers: { ...headers, 'content-length': '11' } });
      t.compare(head, 'headers', objectHeaders(get), objectHeaders(head));
    },
  },
  {
    id: 'has-no-body',
    title: 'No byte follows the header section of the response to HEAD, found or not',
    claims: ['T-HEADOBJ-01', 'T-HEADOBJ-05'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'Hello world' });
      const found = await t.send({ op: 'HeadObject', key: t.key(), raw: WATCHED });
      t.expect(found, { status: 200, headers: { 'content-length': '11' } });
      expectNoContent(t, found);
      const missing = await t.send({ op: 'HeadObject', key: t.key('missing'), raw: WATCHED });
      t.expect(missing, { status: 404 });
      expectNoContent(t, missing);
    },
  },
  {
    id: 'content-length',
    title: 'Content-Length is the length of the object, of an empty and of a large one, too',
    claims: ['T-HEADOBJ-02'],
    run: async (t) => {
      for (const size of [0, 1, 100_001]) {
        await t.setup({ op: 'PutObject', key: t.key(), body: t.random.bytes(size) });
        t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
          status: 200,
          headers: { 'content-length': String(size) },
        });
      }
    },
  },
  {
    id: 'returns-validators',
    title: 'ETag, Last-Modified and Content-Type are returned',
    claims: ['T-HEADOBJ-03'],
    given: { objects: { object: { body: 'Hello world', headers: { 'Content-Type': 'text/plain' } } } },
    send: {},
    expect: {
      status: 200,
      headers: {
        etag: '"3e25960a79dbc69b674cd4ec67a72c62"',
        'last-modified': /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/,
        'content-type': 'text/plain',
      },
    },
  },
  {
    id: 'returns-user-metadata',
    title: 'User metadata is returned, and what an overwrite dropped is not',
    claims: ['T-HEADOBJ-04'],
    run: async (t) => {
      const put = (headers: Record<string, string>) =>
        t.setup({ op: 'PutObject', key: t.key(), headers, body: 'content' });
      await put({ 'x-cos-meta-one': '1', 'x-cos-meta-two': '2' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        status: 200,
        headers: { 'x-cos-meta-one': '1', 'x-cos-meta-two': '2' },
      });
      await put({ 'x-cos-meta-two': 'second' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        status: 200,
        headers: { 'x-cos-meta-one': { absent: true }, 'x-cos-meta-two': 'second' },
      });
    },
  },
  {
    id: 'missing-key',
    title: 'A key that does not exist is answered with 404 and no headers of an object',
    claims: ['T-HEADOBJ-05'],
    send: { key: 'missing' },
    expect: {
      status: 404,
      body: 'empty',
      headers: { etag: { absent: true }, 'last-modified': { absent: true } },
    },
  },
  {
    id: 'deleted-object',
    title: 'After its deletion an object is answered with 404',
    claims: ['T-HEADOBJ-05'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'deleted' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        status: 200,
        headers: { 'content-length': '7' },
      });
      await t.setup({ op: 'DeleteObject', key: t.key() });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        status: 404,
        headers: { etag: { absent: true } },
      });
    },
  },
  {
    id: 'anonymous-private',
    title: 'An anonymous HEAD of a private object is refused and tells nothing of it',
    claims: ['T-HEADOBJ-06'],
    impact: 'security',
    run: async (t) => {
      const headers = { 'x-cos-meta-secret': 'secret' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'secret' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key(), as: 'anonymous' }), {
        status: 403,
        body: 'empty',
        headers: {
          etag: { absent: true },
          'last-modified': { absent: true },
          'x-cos-meta-secret': { absent: true },
        },
      });
    },
  },
  {
    id: 'anonymous-public',
    title: 'An anonymous HEAD of a public object is answered',
    claims: ['T-HEADOBJ-06'],
    given: { objects: { object: { body: 'open', headers: { 'x-cos-acl': 'public-read' } } } },
    send: { as: 'anonymous' },
    expect: { status: 200, headers: { 'content-length': '4', etag: { present: true } } },
  },
  {
    id: 'other-account',
    title: 'Another account may HEAD what it may read, and nothing else',
    claims: ['T-HEADOBJ-06'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('private'), body: 'secret' });
      await t.setup({
        op: 'PutObject',
        key: t.key('public'),
        headers: { 'x-cos-acl': 'public-read' },
        body: 'open',
      });
      t.expect(await t.send({ op: 'HeadObject', key: t.key('private'), as: 'second' }), { status: 403 });
      t.expect(await t.send({ op: 'HeadObject', key: t.key('public'), as: 'second' }), {
        status: 200,
        headers: { 'content-length': '4' },
      });
    },
  },
  {
    id: 'object-type',
    title: 'x-cos-object-type of an uploaded object is normal',
    claims: ['T-HEADOBJ-08'],
    given: { objects: { object: 'Hello world' } },
    send: {},
    expect: { status: 200, headers: { 'x-cos-object-type': 'normal' } },
  },
  {
    id: 'version-id',
    title: 'versionId selects a version, and x-cos-version-id names the one that is meant',
    claims: ['T-HEADOBJ-09', 'T-VER-05'],
    needs: ['versioning'],
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const first = await writeVersion(t, t.key(), 'first');
      const second = await writeVersion(t, t.key(), 'the second');
      const head = (versionId?: string) => t.send({ op: 'HeadObject', key: t.key(), query: { versionId } });
      t.expect(await head(first), {
        status: 200,
        headers: { 'content-length': '5', [VERSION_HEADER]: first },
      });
      t.expect(await head(second), {
        status: 200,
        headers: { 'content-length': '10', [VERSION_HEADER]: second },
      });
      t.expect(await head(), { status: 200, headers: { 'content-length': '10', [VERSION_HEADER]: second } });
    },
  },
  {
    id: 'server-side-encryption',
    title: 'x-cos-server-side-encryption: AES256 is returned for an object stored with it, and only for it',
    claims: ['T-HEADOBJ-10'],
    run: async (t) => {
      const headers = { 'x-cos-server-side-encryption': 'AES256' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'encrypted' }), {
        success: true,
      });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), { status: 200, headers });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'encrypted', headers });
      await t.setup({ op: 'PutObject', key: t.key('plain'), body: 'plain' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key('plain') }), {
        status: 200,
        headers: { 'x-cos-server-side-encryption': { absent: true } },
      });
    },
  },
  {
    id: 'range',
    title: 'A Range that can be satisfied, or is malformed, makes no error of HEAD',
    claims: ['T-HEADOBJ-12'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: '0123456789' });
      for (const range of ['bytes=0-3', 'bytes=-3', 'bytes=5-100', 'bytes=x']) {
        const exchange = await t.send({ op: 'HeadObject', key: t.key(), headers: { Range: range } });
        t.expect(exchange, {
          anyOf: [{ status: 200, headers: { 'content-length': '10' } }, { status: 206 }],
          headers: { etag: { present: true } },
        });
      }
    },
  },
]);
