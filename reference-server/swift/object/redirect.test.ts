import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

const FOLLOW = { 'X-Follow-Redirect': 'true' };

describe('X-Follow-Redirect', () => {
  it('sends reads and uploads to a URL that serves them', async () => {
    const { send } = await startClient('cisco');
    await send('PUT', 'c');
    const sent = await send('PUT', 'c/a%20b', { headers: FOLLOW, body: 'hello' });
    expect(sent.status).toBe(307);
    const there = new URL(sent.header('location') ?? '');
    expect((await send('HEAD', 'c/a%20b')).status).toBe(404);
    const path = `${there.pathname}${there.search}`;
    expect((await send('PUT', path, { headers: FOLLOW, body: 'hello' })).status).toBe(201);
    const read = await send('GET', 'c/a%20b', { headers: FOLLOW });
    expect([read.status, read.header('location'), read.text]).toEqual([307, there.href, '']);
    expect((await send('GET', path, { headers: FOLLOW })).text).toBe('hello');
  });

  it('answers 307 in place of 100', async () => {
    const { send, connect, token } = await startClient('cisco');
    await send('PUT', 'c');
    const raw = connect().send(
      `PUT /v1/AUTH_test/c/o HTTP/1.1\r\nHost: h\r\nX-Auth-Token: ${await token('admin')}\r\n` +
        'X-Follow-Redirect: true\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n',
    );
    expect((await raw.response()).status).toBe(307);
  });

  it.each([
    ['cisco', {}],
    ['cisco', { 'X-Follow-Redirect': 'false' }],
    ['cisco', { 'X-Follow-Redirect': '1' }],
    ['openstack', FOLLOW],
  ] as const)('sends nobody else anywhere: %s %o', async (profile, headers) => {
    const { send } = await startClient(profile);
    await send('PUT', 'c');
    expect((await send('PUT', 'c/o', { headers, body: 'hello' })).status).toBe(201);
    expect((await send('GET', 'c/o', { headers })).text).toBe('hello');
  });

  it('is not for those who may not', async () => {
    const { send } = await startClient('cisco');
    await send('PUT', 'c');
    expect((await send('GET', 'c/o', { as: 'anonymous', headers: FOLLOW })).status).toBe(401);
  });
});
