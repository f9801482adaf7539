import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

const AUTH = { 'X-Auth-User': 'test:admin', 'X-Auth-Key': 'admin-key' };
const STORAGE = { 'X-Storage-User': 'test:admin', 'X-Storage-Pass': 'admin-key' };

describe.each(['cisco', 'openstack'] as const)('the token service of %s', (profile) => {
  it.each([
    ['/auth/v1.0', AUTH],
    ['/auth/v1.0', STORAGE],
    ['/auth/v1.0/', AUTH],
    ['/auth/auth', AUTH],
    ['/auth/v1/test/auth', { 'X-Storage-User': 'admin', 'X-Storage-Pass': 'admin-key' }],
    ['/auth/v1/test/auth', AUTH],
  ])('gives a token at %s for %o', async (path, headers) => {
    const { send } = await startClient(profile);
    const reply = await send('GET', path, { as: 'anonymous', headers });
    expect(reply.status).toBe(200);
    const token = reply.header('x-auth-token') ?? '';
    expect(token).toMatch(/^AUTH_tk[0-9a-f]{32}$/);
    expect(reply.header('x-storage-token')).toBe(token);
    expect(reply.header('x-auth-token-expires')).toBe('86400');
    const url = new URL(reply.header('x-storage-url') ?? '');
    expect(url.pathname).toBe('/v1/AUTH_test');
    const used = await send('HEAD', url.pathname, { as: 'anonymous', headers: { 'X-Auth-Token': token } });
    expect(used.status).toBe(204);
  });

  it.each([
    ['/auth/v1.0', {}],
    ['/auth/v1.0', { ...AUTH, 'X-Auth-Key': 'wrong' }],
    ['/auth/v1.0', { ...AUTH, 'X-Auth-User': 'test:nobody' }],
    ['/auth/v1.0', { ...AUTH, 'X-Auth-User': 'admin' }],
    ['/auth/v1.0', { ...AUTH, 'X-Auth-User': ':admin' }],
    ['/auth/v1.0', { ...AUTH, 'X-Auth-User': 'test:' }],
    ['/auth/v1.0', { 'X-Auth-User': 'test:admin' }],
    ['/auth/v1/other/auth', AUTH],
  ])('refuses %s %o', async (path, headers) => {
    const { send } = await startClient(profile);
    const reply = await send('GET', path, { as: 'anonymous', headers });
    expect(reply.status).toBe(401);
    expect(reply.header('www-authenticate')).toMatch(/^Swift realm="/);
    expect(reply.header('x-auth-token')).toBeUndefined();
    expect(reply.header('x-storage-token')).toBeUndefined();
  });

  it('gives the same token until it expires, by the clock of the server', async () => {
    const { send, token, clock } = await startClient(profile);
    const first = await token('admin');
    clock.advance(86_399_000);
    expect(await token('admin')).toBe(first);
    const late = await send('GET', '/auth/v1.0', { as: 'anonymous', headers: AUTH });
    expect(late.header('x-auth-token-expires')).toBe('1');
    const head = () => send('HEAD', '', { as: 'anonymous', headers: { 'X-Auth-Token': first } });
    expect((await head()).status).toBe(204);
    clock.advance(1000);
    expect((await head()).status).toBe(401);
    expect(await token('admin')).not.toBe(first);
  });

  it('answers other methods and paths', async () => {
    const { send } = await startClient(profile);
    expect((await send('POST', '/auth/v1.0', { as: 'anonymous', headers: AUTH })).status).toBe(405);
    expect((await send('GET', '/auth/v2.0', { as: 'anonymous', headers: AUTH })).status).toBe(400);
    expect((await send('GET', '/auth/', { as: 'anonymous', headers: AUTH })).status).toBe(404);
    expect((await send('GET', '/auth', { as: 'anonymous', headers: AUTH })).status).toBe(412);
  });

  it('takes a token under either name, and none in another letter case', async () => {
    const { send, token } = await startClient(profile);
    const given = await token('admin');
    const head = (headers: Readonly<Record<string, string>>) =>
      send('HEAD', '', { as: 'anonymous', headers });
    expect((await head({ 'X-Storage-Token': given })).status).toBe(204);
    expect((await head({ 'X-Auth-Token': given.toUpperCase() })).status).toBe(401);
    expect((await head({ 'X-Auth-Token': '' })).status).toBe(401);
  });
});

describe('what Swauth has', () => {
  it('renews a token and revokes the one before', async () => {
    const { send, token } = await startClient('cisco');
    const first = await token('admin');
    const renewed = await send('GET', '/auth/v1.0', {
      as: 'anonymous',
      headers: { ...AUTH, 'X-Auth-New-Token': 'true', 'X-Auth-Token-Lifetime': '60' },
    });
    expect(renewed.header('x-auth-token')).not.toBe(first);
    expect(renewed.header('x-auth-token-expires')).toBe('60');
    const old = await send('HEAD', '', { as: 'anonymous', headers: { 'X-Auth-Token': first } });
    expect(old.status).toBe(401);
  });

  it('caps a wished life and tells services in JSON', async () => {
    const { send } = await startClient('cisco');
    const headers = { ...AUTH, 'X-Auth-New-Token': 'true', 'X-Auth-Token-Lifetime': '999999' };
    const reply = await send('GET', '/auth/v1.0', { as: 'anonymous', headers });
    expect(reply.header('x-auth-token-expires')).toBe('86400');
    const { storage } = JSON.parse(reply.text);
    expect(storage[storage.default]).toBe(reply.header('x-storage-url'));
  });

  it('decodes user and key', async () => {
    const { send } = await startClient('cisco');
    const headers = { 'X-Auth-User': 'test%3Aadmin', 'X-Auth-Key': 'admin%2Dkey' };
    expect((await send('GET', '/auth/v1.0', { as: 'anonymous', headers })).status).toBe(200);
  });

  it('is unknown to OpenStack', async () => {
    const { send, token } = await startClient('openstack');
    const first = await token('admin');
    const headers = { ...AUTH, 'X-Auth-New-Token': 'true' };
    const again = await send('GET', '/auth/v1.0', { as: 'anonymous', headers });
    expect(again.header('x-auth-token')).toBe(first);
    expect(again.text).toBe('');
  });
});
