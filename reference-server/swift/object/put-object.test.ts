import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Send, startClient } from '../testing/client.ts';

const BODY = '0123456789';
const MD5 = createHash('md5').update(BODY).digest('hex');

async function withContainer(profile: 'cisco' | 'openstack', options = {}) {
  const client = await startClient(profile, options);
  await client.send('PUT', 'c');
  return client;
}

describe.each(['cisco', 'openstack'] as const)('PUT of an object in %s', (profile) => {
  it('stores what HEAD and GET show', async () => {
    const { send } = await withContainer(profile);
    const headers = {
      'Content-Type': 'text/x',
      'Content-Encoding': 'gzip',
      'Content-Disposition': 'attachment',
      'X-Object-Meta-two_Words': ' v\u00e9 ',
      'X-Object-Meta-Twice': ['a', 'b'],
    };
    const put = await send('PUT', 'c/dir/o', { body: BODY, headers });
    expect(put.status).toBe(201);
    expect(put.header('etag')).toBe(MD5);
    expect(put.header('content-length')).toBe('0');
    for (const method of ['GET', 'HEAD']) {
      const reply = await send(method, 'c/dir/o');
      expect(reply.status).toBe(200);
      expect(reply.text).toBe(method === 'GET' ? BODY : '');
      expect(reply.header('content-length')).toBe('10');
      expect(reply.header('content-type')).toBe('text/x');
      expect(reply.header('content-encoding')).toBe('gzip');
      expect(reply.header('content-disposition')).toBe('attachment');
      expect(reply.header('x-object-meta-two-words')).toBe('v\u00e9');
      expect(reply.header('x-object-meta-twice')).toBe('a,b');
      expect(reply.header('etag')).toBe(MD5);
      expect(reply.header('last-modified')).toBe(put.header('last-modified'));
      const [seconds = 0] = (reply.header('x-timestamp') ?? '').split('.').map(Number);
      expect(Date.parse(reply.header('last-modified') ?? '')).toBe((seconds + 1) * 1000);
    }
  });

  it('takes no part of an object, and answers a deletion without a length', async () => {
    const { send } = await withContainer(profile);
    const put = await send('PUT', 'c/o', { body: BODY, headers: { 'Content-Range': 'bytes 0-9/20' } });
    expect([put.status, (await send('HEAD', 'c/o')).status]).toEqual([400, 404]);
    await send('PUT', 'c/o', { body: BODY });
    const removed = await send('DELETE', 'c/o');
    expect([removed.status, removed.header('content-length')]).toEqual([204, undefined]);
  });

  it('replaces all of the object before', async () => {
    const { send } = await withContainer(profile);
    await send('PUT', 'c/o', { body: 'long before', headers: { 'X-Object-Meta-A': '1' } });
    await send('PUT', 'c/o', { body: 'new' });
    const reply = await send('GET', 'c/o');
    expect(reply.text).toBe('new');
    expect(reply.header('x-object-meta-a')).toBeUndefined();
    expect((await send('HEAD', 'c')).header('x-container-bytes-used')).toBe('3');
  });

  it.each<[Send, number]>([
    [{ body: BODY, headers: { ETag: MD5 } }, 201],
    [{ body: BODY, headers: { ETag: `"${MD5}"` } }, 201],
    [{ body: BODY, headers: { ETag: '' } }, 201],
    [{ body: BODY, headers: { ETag: MD5.toUpperCase() } }, 422],
    [{ body: BODY, headers: { ETag: 'nonsense' } }, 422],
    [{ body: BODY, framing: 'chunked' }, 201],
    [{ body: '', headers: {} }, 201],
    [{ headers: { 'Content-Length': '5368709123', Expect: '100-continue' } }, 413],
    [{ body: BODY, headers: { 'If-None-Match': 'x' } }, 400],
    [{ body: BODY, headers: { 'If-None-Match': '' } }, 400],
    [{ body: BODY, headers: { 'If-None-Match': 'x, *' } }, 201],
    [{ body: BODY, headers: { ETag: [MD5, 'x'] } }, 422],
    [{ body: BODY, headers: { 'If-Match': 'x' } }, 201],
    [{ body: BODY, headers: { 'X-Object-Meta-': 'v' } }, 400],
    [{ body: BODY, headers: { [`X-Object-Meta-${'a'.repeat(128)}`]: 'v' } }, 201],
    [{ body: BODY, headers: { [`X-Object-Meta-${'a'.repeat(129)}`]: 'v' } }, 400],
    [{ body: BODY, headers: { 'X-Object-Meta-A': 'v'.repeat(256) } }, 201],
    [{ body: BODY, headers: { 'X-Object-Meta-A': 'v'.repeat(257) } }, 400],
    [{ body: BODY, headers: { 'Content-MD5': 'x' } }, 201],
    [{ body: BODY, headers: { Expect: 'something' } }, 201],
  ])('%o: %i', async (send, status) => {
    const client = await withContainer(profile);
    expect((await client.send('PUT', 'c/o', send)).status).toBe(status);
    expect((await client.send('HEAD', 'c/o')).status).toBe(status === 201 ? 200 : 404);
  });

  it('leaves the object before when it is refused', async () => {
    const { send } = await withContainer(profile);
    await send('PUT', 'c/o', { body: 'before' });
    expect((await send('PUT', 'c/o', { body: BODY, headers: { ETag: '0'.repeat(32) } })).status).toBe(422);
    expect((await send('GET', 'c/o')).text).toBe('before');
    const only = { 'If-None-Match': '*' };
    expect((await send('PUT', 'c/o', { body: BODY, headers: only })).status).toBe(412);
    expect((await send('PUT', 'c/p', { body: BODY, headers: only })).status).toBe(201);
  });

  it.each([
    ['x.JPG', 'image/jpeg'],
    ['x.html', 'text/html'],
    ['x.tar.gz', 'application/x-tar'],
    ['x.gz', 'application/octet-stream'],
    ['.html', 'application/octet-stream'],
    ['a.css/x', 'application/octet-stream'],
    ['x', 'application/octet-stream'],
  ])('guesses the type of %s', async (name, type) => {
    const { send } = await withContainer(profile);
    await send('PUT', `c/${name}`, { body: BODY });
    expect((await send('HEAD', `c/${name}`)).header('content-type')).toBe(type);
    await send('PUT', `c/${name}`, {
      body: BODY,
      headers: { 'Content-Type': 'a/b', 'X-Detect-Content-Type': 'true' },
    });
    expect((await send('HEAD', `c/${name}`)).header('content-type')).toBe(type);
  });

  it.each(['/lead', 'a//b', '../x', 'a%2Fb', '%2525', 'a+b', '%3F', 'a%20b/'])(
    'keeps the name %s',
    async (name) => {
      const { send } = await withContainer(profile);
      expect((await send('PUT', `c/${name}`, { body: BODY })).status).toBe(201);
      expect((await send('GET', `c/${name}`)).text).toBe(BODY);
      expect((await send('GET', 'c')).text).toBe(`${decodeURIComponent(name)}\n`);
    },
  );

  it('asks for a name of at most 1024 bytes', async () => {
    const { send } = await withContainer(profile);
    expect((await send('PUT', `c/${'n'.repeat(1024)}`, { body: 'x' })).status).toBe(201);
    expect((await send('PUT', `c/${'n'.repeat(1025)}`, { body: 'x' })).status).toBe(400);
  });

  it('asks for a length or chunks', async () => {
    const { connect, token } = await withContainer(profile);
    const raw = connect().send(
      `PUT /v1/AUTH_test/c/o HTTP/1.1\r\nHost: h\r\nX-Auth-Token: ${await token('admin')}\r\n\r\n`,
    );
    expect((await raw.response()).status).toBe(411);
  });

  it('answers errors in place of 100, and else goes on', async () => {
    const { connect, token } = await withContainer(profile);
    const put = async (path: string, more: string) =>
      connect().send(
        `PUT /v1/AUTH_test/${path} HTTP/1.1\r\nHost: h\r\nX-Auth-Token: ${await token('admin')}\r\n` +
          `Content-Length: 2\r\nExpect: 100-continue\r\n${more}\r\n`,
      );
    expect((await (await put('none/o', '')).response()).status).toBe(404);
    const raw = await put('c/o', '');
    expect((await raw.response()).status).toBe(100);
    raw.send('hi');
    expect((await raw.response()).status).toBe(201);
    expect((await (await put('c/o', 'If-None-Match: *\r\n')).response()).status).toBe(412);
  });

  it.each(['Content-Length: 10', 'Transfer-Encoding: chunked'])(
    'stores nothing of a body that breaks off: %s',
    async (framing) => {
      const { connect, token, send } = await withContainer(profile);
      const body = framing.startsWith('C') ? 'half' : '4\r\nhalf\r\n';
      const raw = connect().send(
        `PUT /v1/AUTH_test/c/o HTTP/1.1\r\nHost: h\r\nX-Auth-Token: ${await token('admin')}\r\n${framing}\r\n\r\n${body}`,
      );
      raw.finish();
      expect((await raw.response()).status).toBe(499);
      expect((await send('HEAD', 'c/o')).status).toBe(404);
      expect((await send('HEAD', 'c')).header('x-container-object-count')).toBe('0');
    },
  );

  it('keeps large bodies', async () => {
    const { send } = await withContainer(profile);
    const large = Buffer.alloc(9 * 1024 * 1024, 'abcdefg');
    const put = await send('PUT', 'c/large', { body: large });
    expect(put.header('etag')).toBe(createHash('md5').update(large).digest('hex'));
    const part = await send('GET', 'c/large', { headers: { Range: 'bytes=9437180-' } });
    expect(part.text).toBe(large.subarray(9437180).toString());
  });
});

describe('expiry', () => {
  it('is what OpenStack has', async () => {
    const { send, clock } = await withContainer('openstack');
    await send('PUT', 'c/after', { body: 'x', headers: { 'X-Delete-After': '60' } });
    const at = String(Math.floor(clock.now() / 1000) + 120);
    await send('PUT', 'c/at', { body: 'x', headers: { 'X-Delete-At': at } });
    expect((await send('HEAD', 'c/at')).header('x-delete-at')).toBe(at);
    clock.advance(61_000);
    expect((await send('HEAD', 'c/after')).status).toBe(404);
    expect((await send('GET', 'c')).text).toBe('at\n');
    expect((await send('HEAD', '')).header('x-account-object-count')).toBe('1');
    clock.advance(60_000);
    expect((await send('HEAD', '')).header('x-account-object-count')).toBe('0');
    expect((await send('HEAD', 'c')).header('x-container-object-count')).toBe('0');
  });

  it.each([{ 'X-Delete-At': '1' }, { 'X-Delete-At': 'x' }, { 'X-Delete-After': '-1' }])(
    'is refused as %o',
    async (headers) => {
      const { send } = await withContainer('openstack');
      expect((await send('PUT', 'c/o', { body: 'x', headers })).status).toBe(400);
    },
  );

  it('is not in the base document', async () => {
    const { send, clock } = await withContainer('cisco');
    await send('PUT', 'c/o', { body: 'x', headers: { 'X-Delete-After': '60' } });
    clock.advance(61_000);
    expect((await send('HEAD', 'c/o')).status).toBe(200);
  });
});
