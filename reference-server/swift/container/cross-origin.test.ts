import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

const SITE = 'http://www.example.com';

async function opened(profile: 'cisco' | 'openstack', attributes: Readonly<Record<string, string>>) {
  const client = await startClient(profile);
  const headers = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`X-Container-Meta-Access-Control-${name}`, value]),
  );
  await client.send('PUT', 'c', { headers });
  await client.send('PUT', 'c/o', { body: 'x', headers: { 'X-Object-Meta-Color': 'blue' } });
  const preflight = (origin: string, more: Readonly<Record<string, string>> = {}) =>
    client.send('OPTIONS', 'c/o', {
      as: 'anonymous',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'GET', ...more },
    });
  return { ...client, preflight };
}

describe('preflights', () => {
  it('let in the origins a container names, word by word', async () => {
    const { preflight } = await opened('openstack', {
      'Allow-Origin': `http://a.example ${SITE}`,
      'Max-Age': '5',
    });
    const reply = await preflight(SITE, { 'Access-Control-Request-Headers': 'x-a, x-b' });
    expect(reply.status).toBe(200);
    expect(reply.header('access-control-allow-origin')).toBe(SITE);
    expect(reply.header('access-control-max-age')).toBe('5');
    expect(reply.header('access-control-allow-headers')).toBe('x-a, x-b');
    expect(reply.header('vary')).toBe('Origin, Access-Control-Request-Headers');
    for (const origin of ['http://a.example http://www.example.com', 'http://www.example.co', '*']) {
      const refused = await preflight(origin);
      expect(refused.status, origin).toBe(401);
      expect(refused.header('access-control-allow-origin')).toBeUndefined();
    }
  });

  it('let everybody in for *, and nobody for a container that is not there', async () => {
    const { preflight, send } = await opened('openstack', { 'Allow-Origin': '*' });
    const reply = await preflight('null');
    expect([reply.status, reply.header('access-control-allow-origin'), reply.header('vary')]).toEqual([
      200,
      '*',
      undefined,
    ]);
    const headers = { Origin: SITE, 'Access-Control-Request-Method': 'GET' };
    expect((await send('OPTIONS', 'missing/o', { as: 'anonymous', headers })).status).toBe(401);
    expect((await preflight(SITE, { 'Access-Control-Request-Method': 'PATCH' })).status).toBe(401);
  });

  it('mean nothing to the base document', async () => {
    const { preflight, send } = await opened('cisco', { 'Allow-Origin': '*' });
    expect((await preflight(SITE)).status).toBe(405);
    const get = await send('GET', 'c/o', { headers: { Origin: SITE } });
    expect(get.header('access-control-allow-origin')).toBeUndefined();
  });
});

describe('answers to other sites', () => {
  it('expose attributes and what the container names, to those let in', async () => {
    const { send } = await opened('openstack', { 'Allow-Origin': SITE, 'Expose-Headers': 'X-One x-two' });
    const get = (origin: string) => send('GET', 'c/o', { headers: { Origin: origin } });
    const names = ((await get(SITE)).header('access-control-expose-headers') ?? '').split(', ');
    expect(names).toEqual(expect.arrayContaining(['etag', 'x-object-meta-color', 'x-one', 'x-two']));
    const other = await get('http://other.example');
    expect(other.status).toBe(200);
    expect(other.header('access-control-expose-headers')).toBeUndefined();
  });

  it('tell nothing to who may not read', async () => {
    const { send } = await opened('openstack', { 'Allow-Origin': SITE });
    const reply = await send('GET', 'c/o', { as: 'anonymous', headers: { Origin: SITE } });
    expect(reply.status).toBe(401);
    expect(reply.header('access-control-allow-origin')).toBeUndefined();
  });
});
