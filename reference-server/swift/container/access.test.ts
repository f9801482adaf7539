import { describe, expect, it } from 'vitest';
import { type Client, startClient, type Who } from '../testing/client.ts';

/** Statuses of reading an object, HEAD and listing of its container, writing and deleting an object. */
async function rights({ send }: Client, as: Who, headers: Readonly<Record<string, string>> = {}) {
  const statuses = [
    await send('GET', 'c/o', { as, headers }),
    await send('HEAD', 'c', { as, headers }),
    await send('GET', 'c', { as, headers }),
    await send('PUT', 'c/new', { as, headers, body: 'x' }),
    await send('DELETE', 'c/new', { as, headers }),
    await send('POST', 'c', { as, headers }),
  ];
  return statuses.map(({ status }) => (status < 300 ? '+' : status)).join(' ');
}

async function open(profile: 'cisco' | 'openstack', lists: Readonly<Record<string, string>>) {
  const client = await startClient(profile);
  await client.send('PUT', 'c');
  await client.send('PUT', 'c/o', { body: 'hello' });
  const post = await client.send('POST', 'c', { headers: lists });
  expect(post.status).toBe(204);
  return client;
}

const NOBODY = '401 401 401 401 401 401';
const DENIED = '403 403 403 403 403 403';
const READS = '+ + + 403 403 403';
const WRITES = '403 403 403 + + 403';

describe.each(['cisco', 'openstack'] as const)('access in %s', (profile) => {
  it.each([
    [{}, 'anonymous', NOBODY],
    [{}, 'user', DENIED],
    [{}, 'other', DENIED],
    [{}, 'admin', '+ + + + + +'],
    [{}, 'reseller', '+ + + + + +'],
    [{ 'X-Container-Read': 'test' }, 'user', READS],
    [{ 'X-Container-Read': 'test:user' }, 'user', READS],
    [{ 'X-Container-Read': 'test:user' }, 'other', DENIED],
    [{ 'X-Container-Read': 'other' }, 'other', READS],
    [{ 'X-Container-Read': 'other' }, 'anonymous', NOBODY],
    [{ 'X-Container-Read': 'Other' }, 'other', DENIED],
    [{ 'X-Container-Write': 'other:admin' }, 'other', WRITES],
    [{ 'X-Container-Write': 'AUTH_other' }, 'other', WRITES],
    [{ 'X-Container-Read': 'test:*' }, 'user', DENIED],
  ] as const)('%o for %s: %s', async (lists, as, expected) => {
    expect(await rights(await open(profile, lists), as)).toBe(expected);
  });

  it('shows lists to those who may change them', async () => {
    const client = await open(profile, {
      'X-Container-Read': ' other , , test:user ,',
      'X-Container-Meta-A': '1',
    });
    expect((await client.send('HEAD', 'c')).header('x-container-read')).toBe('other,test:user');
    const seen = await client.send('HEAD', 'c', { as: 'user' });
    expect(seen.header('x-container-read')).toBeUndefined();
    expect(seen.header('x-container-meta-a')).toBe('1');
  });

  it.each([{ 'X-Container-Read': '' }, { 'X-Remove-Container-Read': 'x' }])(
    'closes again by %o',
    async (headers) => {
      const client = await open(profile, { 'X-Container-Read': 'other' });
      await client.send('POST', 'c', { headers });
      expect(await rights(client, 'other')).toBe(DENIED);
    },
  );

  it('refuses a token nobody has even where everyone may read, when it looks like one', async () => {
    const client = await open(profile, { 'X-Container-Read': profile === 'cisco' ? '*' : '.r:*' });
    const get = (token: string) =>
      client.send('GET', 'c/o', { as: 'anonymous', headers: { 'X-Auth-Token': token } });
    expect((await get('AUTH_tk0')).status).toBe(401);
    expect((await get('other')).status).toBe(200);
    expect((await get('')).status).toBe(200);
  });

  it('comes before what is there', async () => {
    const client = await open(profile, {});
    expect((await client.send('GET', 'none/o', { as: 'anonymous' })).status).toBe(401);
    expect((await client.send('GET', 'c/none', { as: 'user' })).status).toBe(403);
    expect((await client.send('GET', 'c/none')).status).toBe(404);
  });
});

describe('access of everyone', () => {
  it.each([
    [{ 'X-Container-Read': '*' }, '+ + + 401 401 401'],
    [{ 'X-Container-Write': '*' }, '401 401 401 + + 401'],
    [{ 'X-Container-Read': '.r:*' }, NOBODY],
  ])('in the base document: %o', async (lists, expected) => {
    expect(await rights(await open('cisco', lists), 'anonymous')).toBe(expected);
  });

  it.each([
    [{ 'X-Container-Read': '*' }, {}, NOBODY],
    [{ 'X-Container-Read': '.r:*' }, {}, '+ 401 401 401 401 401'],
    [{ 'X-Container-Read': '.r:*,.rlistings' }, {}, '+ + + 401 401 401'],
    [{ 'X-Container-Read': '.rlistings' }, {}, NOBODY],
    [
      { 'X-Container-Read': '.r:.example.com' },
      { Referer: 'http://www.example.com/x' },
      '+ 401 401 401 401 401',
    ],
    [{ 'X-Container-Read': '.r:.example.com' }, { Referer: 'http://example.org' }, NOBODY],
    [{ 'X-Container-Read': '.r:*,.r:-.example.com' }, { Referer: 'http://www.example.com' }, NOBODY],
  ])('in OpenStack: %o from %o', async (lists, headers, expected) => {
    expect(await rights(await open('openstack', lists), 'anonymous', headers)).toBe(expected);
  });

  it.each([
    { 'X-Container-Read': '.r:' },
    { 'X-Container-Read': '.foo:bar' },
    { 'X-Container-Write': '.r:*' },
  ])('is refused in OpenStack when the list is none: %o', async (headers) => {
    const { send } = await startClient('openstack');
    expect((await send('PUT', 'c', { headers })).status).toBe(400);
    expect((await send('HEAD', 'c')).status).toBe(404);
  });
});
