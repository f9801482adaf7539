import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

describe.each(['cisco', 'openstack'] as const)('accounts of %s', (profile) => {
  it('count what lies in them', async () => {
    const { send } = await startClient(profile);
    await send('PUT', 'one');
    await send('PUT', 'two');
    await send('PUT', 'one/a', { body: '12345' });
    await send('PUT', 'two/b', { body: '678' });
    await send('PUT', '/v1/AUTH_other/foreign', { as: 'other' });
    const head = await send('HEAD', '');
    expect(head.status).toBe(204);
    expect(head.header('x-account-container-count')).toBe('2');
    expect(head.header('x-account-object-count')).toBe('2');
    expect(head.header('x-account-bytes-used')).toBe('8');
    expect(head.header('x-timestamp')).toMatch(/^\d{10}\.\d{5}$/);
    await send('DELETE', 'two/b');
    expect((await send('HEAD', '')).header('x-account-bytes-used')).toBe('5');
  });

  it('keep attributes that are not named and drop those that are removed', async () => {
    const { send } = await startClient(profile);
    const post = (headers: Readonly<Record<string, string>>) => send('POST', '', { headers });
    expect((await post({ 'X-Account-Meta-color_One': ' blue ', 'X-Account-Meta-B': '2' })).status).toBe(204);
    expect((await post({ 'X-Account-Meta-C': '3', 'X-Remove-Account-Meta-B': 'x' })).status).toBe(204);
    let head = await send('HEAD', '');
    expect(head.header('x-account-meta-color-one')).toBe('blue');
    expect(head.header('x-account-meta-b')).toBeUndefined();
    expect((await post({ 'X-Account-Meta-C': '' })).status).toBe(204);
    head = await send('HEAD', '');
    expect(head.header('x-account-meta-c')).toBeUndefined();
    expect((await post({ 'X-Account-Meta-': 'v' })).status).toBe(400);
    expect((await post({ 'X-Account-Meta-A': 'v'.repeat(257) })).status).toBe(400);
  });

  it.each([
    ['anonymous', 401],
    ['user', 403],
    ['other', 403],
    ['admin', 200],
    ['reseller', 200],
  ] as const)('let %s list them with %i', async (as, status) => {
    const { send } = await startClient(profile);
    await send('PUT', 'c');
    const reply = await send('GET', '', { as });
    expect(reply.status).toBe(status);
    if (status === 401) expect(reply.header('www-authenticate')).toBe('Swift realm="AUTH_test"');
    expect((await send('HEAD', '', { as })).status).toBe(status === 200 ? 204 : status);
    expect((await send('POST', '', { as })).status).toBe(status === 200 ? 204 : status);
  });

  it('are missing when nobody made them, which only those learn who may use them', async () => {
    const { send } = await startClient(profile);
    for (const path of ['/v1/AUTH_none', '/v1/AUTH_none/c', '/v1/AUTH_none/c/o']) {
      expect((await send('GET', path, { as: 'reseller' })).status).toBe(404);
      expect((await send('GET', path)).status).toBe(403);
      expect((await send('GET', path, { as: 'anonymous' })).status).toBe(401);
    }
    expect((await send('PUT', '/v1/AUTH_none/c', { as: 'reseller' })).status).toBe(404);
  });

  it('are made and removed by resellers alone', async () => {
    const { send } = await startClient(profile);
    const on = (method: string, as: 'admin' | 'reseller' | 'anonymous', path = '/v1/AUTH_new') =>
      send(method, path, { as });
    expect((await on('PUT', 'admin', '/v1/AUTH_test')).status).toBe(403);
    expect((await on('DELETE', 'admin', '/v1/AUTH_test')).status).toBe(403);
    expect((await on('PUT', 'anonymous')).status).toBe(401);
    expect((await on('PUT', 'reseller')).status).toBe(201);
    expect((await on('PUT', 'reseller')).status).toBe(202);
    expect((await on('HEAD', 'reseller')).status).toBe(204);
    expect((await on('DELETE', 'reseller')).status).toBe(204);
    expect((await on('HEAD', 'reseller')).status).toBe(404);
  });

  it('list their containers in every form', async () => {
    const { send } = await startClient(profile);
    expect((await send('GET', '')).status).toBe(204);
    expect((await send('GET', '?format=json')).text).toBe('[]');
    expect((await send('GET', '?format=xml')).text).toContain('<account name="AUTH_test"');
    for (const name of ['b', '%C3%A9', 'a-1', 'a-2', 'Z']) await send('PUT', name);
    expect((await send('GET', '')).text).toBe('Z\na-1\na-2\nb\né\n');
    const folded = profile === 'cisco' ? '' : 'a-\n';
    expect((await send('GET', '?delimiter=-')).text).toBe(`Z\n${folded}b\né\n`);
    expect((await send('GET', '?prefix=a-&limit=1&marker=a-1')).text).toBe('a-2\n');
    expect((await send('GET', '?reverse=true&end_marker=a-2')).text).toBe('é\nb\n');
    const [first] = JSON.parse((await send('GET', '?format=json')).text);
    expect(first).toMatchObject({ name: 'Z', count: 0, bytes: 0 });
    expect(first.last_modified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    const xml = await send('GET', '?format=xml&delimiter=-');
    expect(xml.text.includes('<subdir name="a-" />')).toBe(profile === 'openstack');
  });
});

describe('/info', () => {
  it('tells the limits without a token, in OpenStack', async () => {
    const { send } = await startClient('openstack');
    const reply = await send('GET', '/info', { as: 'anonymous' });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text).swift.max_meta_value_length).toBe(256);
  });

  it('is not there in the base document', async () => {
    const { send } = await startClient('cisco');
    expect((await send('GET', '/info')).status).toBe(404);
  });
});
