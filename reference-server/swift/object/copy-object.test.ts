import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

async function withSource() {
  const client = await startClient('openstack');
  await client.send('PUT', 'c');
  await client.send('PUT', 'd');
  const headers = { 'Content-Type': 'text/x', 'X-Object-Meta-A': '1', 'X-Object-Meta-B': '2' };
  await client.send('PUT', 'c/a%20b', { body: '0123456789', headers });
  return client;
}

describe.each([
  [
    'COPY',
    (headers: Readonly<Record<string, string>>) =>
      ['COPY', 'c/a%20b', { Destination: 'd/x', ...headers }] as const,
  ],
  [
    'PUT with X-Copy-From',
    (headers: Readonly<Record<string, string>>) =>
      ['PUT', 'd/x', { 'X-Copy-From': '/c/a%20b', 'Content-Length': '0', ...headers }] as const,
  ],
])('%s', (_, build) => {
  it('copies data and what is known of it', async () => {
    const { send } = await withSource();
    const [method, path, headers] = build({ 'X-Object-Meta-B': 'over' });
    const reply = await send(method, path, { headers });
    expect(reply.status).toBe(201);
    expect(reply.header('x-copied-from')).toBe('c/a%20b');
    expect(reply.header('x-copied-from-account')).toBe('AUTH_test');
    expect(reply.header('x-copied-from-last-modified')).toBeDefined();
    expect(reply.header('x-object-meta-b')).toBe('over');
    const copy = await send('GET', 'd/x');
    expect(copy.text).toBe('0123456789');
    expect(copy.header('content-type')).toBe('text/x');
    expect(copy.header('x-object-meta-a')).toBe('1');
    expect(copy.header('x-object-meta-b')).toBe('over');
    expect((await send('GET', 'c/a%20b')).header('x-object-meta-b')).toBe('2');
  });

  it('drops the attributes of the source when it is told to', async () => {
    const { send } = await withSource();
    const [method, path, headers] = build({ 'X-Fresh-Metadata': 'true', 'X-Object-Meta-C': '3' });
    await send(method, path, { headers });
    const copy = await send('HEAD', 'd/x');
    expect(copy.header('x-object-meta-a')).toBeUndefined();
    expect(copy.header('x-object-meta-c')).toBe('3');
    expect(copy.header('content-type')).toBe('text/x');
  });

  it.each([
    [{ Range: 'bytes=2-4' }, 201, '234'],
    [{ Range: 'bytes=99-' }, 416, undefined],
    [{ 'If-Match': 'x' }, 412, undefined],
    [{ 'If-None-Match': '*' }, 304, undefined],
    [{ 'If-None-Match': '' }, 400, undefined],
    [{ 'If-None-Match': '"x"' }, 400, undefined],
  ])('holds the source to %o', async (more, status, text) => {
    const { send } = await withSource();
    const [method, path, headers] = build(more);
    expect((await send(method, path, { headers })).status).toBe(status);
    const copy = await send('GET', 'd/x');
    expect(text === undefined ? copy.status : copy.text).toBe(text ?? 404);
  });

  it('looks at the source before it looks where the copy is to go', async () => {
    const { send } = await withSource();
    const to = async (more: Readonly<Record<string, string>>, source = 'c/a%20b') => {
      const headers = { ...more, 'Content-Length': '0' };
      if (_ === 'COPY') return send('COPY', source, { headers: { Destination: 'none/x', ...headers } });
      return send('PUT', 'none/x', { headers: { 'X-Copy-From': source, ...headers } });
    };
    const refused = await to({ 'If-None-Match': '*' });
    expect([refused.status, refused.header('accept-ranges')]).toEqual([304, 'bytes']);
    const beyond = await to({ Range: 'bytes=99-' });
    expect([beyond.status, beyond.header('accept-ranges')]).toEqual([416, 'bytes']);
    expect((await to({ 'If-Match': 'x' })).status).toBe(412);
    expect((await to({ 'If-None-Match': 'x' })).status).toBe(400);
    expect((await to({})).status).toBe(404);
    expect((await to({ 'If-Match': '*' }, 'c/none')).status).toBe(412);
  });

  it('asks for the right to read there and to write here', async () => {
    const { send } = await withSource();
    const [method, path, headers] = build({});
    expect((await send(method, path, { as: 'user', headers })).status).toBe(403);
    expect((await send(method, path, { as: 'anonymous', headers })).status).toBe(401);
    await send('POST', 'c', { headers: { 'X-Container-Read': 'test:user' } });
    expect((await send(method, path, { as: 'user', headers })).status).toBe(403);
    await send('POST', 'd', { headers: { 'X-Container-Write': 'test:user' } });
    expect((await send(method, path, { as: 'user', headers })).status).toBe(201);
  });
});

describe('copies', () => {
  it.each([
    ['COPY', 'c/a%20b', {}, 412],
    ['COPY', 'c/a%20b', { Destination: 'x' }, 412],
    ['COPY', 'c/a%20b', { Destination: 'none/x' }, 404],
    ['COPY', 'c/none', { Destination: 'd/x' }, 404],
    ['PUT', 'd/x', { 'X-Copy-From': 'x', 'Content-Length': '0' }, 412],
    ['PUT', 'd/x', { 'X-Copy-From': 'c/none', 'Content-Length': '0' }, 404],
    ['PUT', 'd/x', { 'X-Copy-From': 'none/x', 'Content-Length': '0' }, 404],
    ['PUT', 'none/x', { 'X-Copy-From': 'c/a%20b', 'Content-Length': '0' }, 404],
  ])('%s %s %o: %i', async (method, path, headers, status) => {
    const { send } = await withSource();
    expect((await send(method, path, { headers })).status).toBe(status);
  });

  it('take no body', async () => {
    const { send } = await withSource();
    const reply = await send('PUT', 'd/x', { headers: { 'X-Copy-From': 'c/a%20b' }, body: 'x' });
    expect(reply.status).toBe(400);
  });

  it('onto itself change what is known of an object', async () => {
    const { send } = await withSource();
    const headers = { Destination: 'c/a%20b', 'X-Object-Meta-A': 'new' };
    expect((await send('COPY', 'c/a%20b', { headers })).status).toBe(201);
    const after = await send('GET', 'c/a%20b');
    expect([after.text, after.header('x-object-meta-a'), after.header('x-object-meta-b')]).toEqual([
      '0123456789',
      'new',
      '2',
    ]);
  });

  it('tell nobody what is not there in an account of others', async () => {
    const { send } = await withSource();
    const headers = { 'X-Copy-From': 'none/x', 'X-Copy-From-Account': 'AUTH_other', 'Content-Length': '0' };
    expect((await send('PUT', 'd/x', { headers })).status).toBe(403);
    expect((await send('PUT', 'd/x', { as: 'reseller', headers })).status).toBe(404);
  });

  it('reach into other accounts', async () => {
    const { send } = await withSource();
    await send('PUT', '/v1/AUTH_other/there', { as: 'other' });
    const headers = { Destination: 'there/x', 'Destination-Account': 'AUTH_other' };
    expect((await send('COPY', 'c/a%20b', { headers })).status).toBe(403);
    expect((await send('COPY', 'c/a%20b', { as: 'reseller', headers })).status).toBe(201);
    expect((await send('GET', '/v1/AUTH_other/there/x', { as: 'other' })).text).toBe('0123456789');
  });

  it('are not in the base document', async () => {
    const { send } = await startClient('cisco');
    await send('PUT', 'c');
    expect((await send('COPY', 'c/o', { headers: { Destination: 'c/x' } })).status).toBe(405);
  });
});
