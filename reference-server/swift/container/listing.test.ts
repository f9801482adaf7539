import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

const NAMES = [
  'photos/',
  'photos/a',
  'photos/b/',
  'photos/b/c',
  'photos',
  'Beta',
  'alpha',
  '%C3%A9',
  '%F0%9F%98%80',
  '%EF%BF%BD',
];

/** What a delimiter leaves out, and in OpenStack what stands for it. */
const FOLDED: Readonly<Record<'cisco' | 'openstack', readonly [query: string, names: string][]>> = {
  cisco: [
    ['delimiter=/', 'Beta alpha photos é \u{fffd} 😀'],
    ['delimiter=/&prefix=photos/', 'photos/ photos/a'],
    ['delimiter=/&marker=photos/b', 'é \u{fffd} 😀'],
    ['delimiter=/&limit=4&marker=alpha', 'photos é \u{fffd} 😀'],
    ['delimiter=oto', 'Beta alpha é \u{fffd} 😀'],
  ],
  openstack: [
    ['delimiter=/', 'Beta alpha photos photos/ é \u{fffd} 😀'],
    ['delimiter=/&prefix=photos/', 'photos/ photos/a photos/b/'],
    ['delimiter=/&marker=photos/b', 'photos/ é \u{fffd} 😀'],
    ['delimiter=/&limit=4&marker=alpha', 'photos photos/ é \u{fffd}'],
    ['delimiter=oto', 'Beta alpha photo é \u{fffd} 😀'],
  ],
};

async function filled(profile: 'cisco' | 'openstack') {
  const client = await startClient(profile);
  await client.send('PUT', 'c');
  for (const name of NAMES) await client.send('PUT', `c/${name}`, { body: 'x' });
  return client;
}

describe.each(['cisco', 'openstack'] as const)('listings of %s', (profile) => {
  it.each<[query: string, names: string]>([
    ...FOLDED[profile],
    ['', 'Beta alpha photos photos/ photos/a photos/b/ photos/b/c é \u{fffd} 😀'],
    ['limit=2', 'Beta alpha'],
    ['limit=x', 'Beta alpha photos photos/ photos/a photos/b/ photos/b/c é \u{fffd} 😀'],
    ['limit=5&limit=1', 'Beta'],
    ['marker=photos/a', 'photos/b/ photos/b/c é \u{fffd} 😀'],
    ['end_marker=photos', 'Beta alpha'],
    ['prefix=photos/b', 'photos/b/ photos/b/c'],
    ['delimiter=/&marker=photos/', 'é \u{fffd} 😀'],
    ['path=photos', 'photos/a photos/b/'],
    ['path=photos/', 'photos/a photos/b/'],
    ['path=photos&prefix=x&delimiter=y', 'photos/a photos/b/'],
    ['path=photos/b', 'photos/b/c'],
    ['path=', 'Beta alpha photos photos/ é \u{fffd} 😀'],
    ['path=photos&marker=photos/a', 'photos/b/'],
    ['reverse=true&limit=2', '😀 \u{fffd}'],
    ['reverse=yes&marker=photos', 'alpha Beta'],
    ['prefix=none', ''],
    ['limit=0', ''],
  ])('?%s', async (query, names) => {
    const { send } = await filled(profile);
    const reply = await send('GET', `c?${query}`);
    expect(reply.status).toBe(names === '' ? 204 : 200);
    expect(reply.text).toBe(names === '' ? '' : `${names.replaceAll(' ', '\n')}\n`);
    expect(reply.header('x-container-object-count')).toBe('10');
  });

  it.each([
    ['limit=10001', 412],
    ['prefix=%FF', 400],
    ['unknown=%FF', 200],
    ['format=foo', 200],
  ])('?%s is %i', async (query, status) => {
    const { send } = await filled(profile);
    expect((await send('GET', `c?${query}`)).status).toBe(status);
  });

  it('choose their form by format, then by Accept', async () => {
    const { send } = await filled(profile);
    const type = async (query: string, accept?: string) => {
      const reply = await send('GET', `c?limit=1${query}`, {
        headers: accept === undefined ? {} : { Accept: accept },
      });
      return reply.status === 200 ? reply.header('content-type') : reply.status;
    };
    expect(await type('')).toBe('text/plain; charset=utf-8');
    expect(await type('&format=JSON')).toBe('application/json; charset=utf-8');
    expect(await type('', 'text/xml')).toBe('text/xml; charset=utf-8');
    expect(await type('&format=xml', 'application/json')).toBe('application/xml; charset=utf-8');
    expect(await type('', 'image/png')).toBe(406);
    expect(await type('', 'rubbish')).toBe(400);
  });

  it('tell in JSON and XML what HEAD of the object tells', async () => {
    const { send } = await startClient(profile);
    await send('PUT', 'c');
    await send('PUT', 'c/a%20%26', {
      body: 'hello',
      headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
    });
    const [entry] = JSON.parse((await send('GET', 'c?format=json')).text);
    expect(entry).toMatchObject({
      name: 'a &',
      hash: '5d41402abc4b2a76b9719d911017c592',
      bytes: 5,
      content_type: 'text/plain;charset=UTF-8',
    });
    expect(entry.last_modified).toMatch(/^2026-11-21T12:00:00\.250\d{3}$/);
    const xml = await send('GET', 'c?format=xml');
    expect(xml.text).toContain('<name>a &amp;</name><hash>5d41402abc4b2a76b9719d911017c592</hash>');
  });

  it('are 204 for an empty container in text, and in every format by the base document', async () => {
    const { send } = await startClient(profile);
    await send('PUT', 'c');
    const asked = async (query: string) => {
      const { status, text } = await send('GET', `c${query}`);
      return [status, text];
    };
    const empty = [204, ''];
    expect(await asked('')).toEqual(empty);
    expect(await asked('?format=json')).toEqual(profile === 'cisco' ? empty : [200, '[]']);
    const xml = '<?xml version="1.0" encoding="UTF-8"?>\n<container name="c" />';
    expect(await asked('?format=xml')).toEqual(profile === 'cisco' ? empty : [200, xml]);
  });

  it('ignore ranges and conditions', async () => {
    const { send } = await filled(profile);
    const headers = { Range: 'bytes=0-1', 'If-None-Match': '*' };
    expect((await send('GET', 'c?limit=1', { headers })).text).toBe('Beta\n');
  });
});
