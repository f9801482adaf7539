import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

describe.each(['cisco', 'openstack'] as const)('containers of %s', (profile) => {
  it('are made once and then updated', async () => {
    const { send } = await startClient(profile);
    const put = (headers: Readonly<Record<string, string>>) => send('PUT', 'c', { headers });
    expect((await put({ 'X-Container-Meta-shape_Name': 'a' })).status).toBe(201);
    expect((await put({ 'X-Container-Meta-B': '2', 'X-Container-Read': 'other' })).status).toBe(202);
    const head = await send('HEAD', 'c');
    expect(head.status).toBe(204);
    expect(head.header('x-container-meta-shape-name')).toBe('a');
    expect(head.header('x-container-meta-b')).toBe('2');
    expect(head.header('x-container-read')).toBe('other');
    expect(head.header('x-container-object-count')).toBe('0');
    expect(head.header('x-container-bytes-used')).toBe('0');
    expect(head.header('last-modified')).toMatch(/GMT$/);
    expect(head.header('accept-ranges')).toBe('bytes');
  });

  it('have a namespace in every account', async () => {
    const { send } = await startClient(profile);
    await send('PUT', 'same');
    expect((await send('PUT', '/v1/AUTH_other/same', { as: 'other' })).status).toBe(201);
    await send('PUT', 'same/o', { body: 'mine' });
    expect((await send('GET', '/v1/AUTH_other/same/o', { as: 'other' })).status).toBe(404);
  });

  it('are deleted when they are empty', async () => {
    const { send } = await startClient(profile);
    await send('PUT', 'c');
    await send('PUT', 'c/o', { body: 'x' });
    expect((await send('DELETE', 'c')).status).toBe(409);
    await send('DELETE', 'c/o');
    expect((await send('DELETE', 'c')).status).toBe(204);
    expect((await send('DELETE', 'c')).status).toBe(404);
    expect((await send('HEAD', 'c')).status).toBe(404);
    expect((await send('GET', 'c')).status).toBe(404);
    expect((await send('POST', 'c')).status).toBe(404);
    expect((await send('PUT', 'c/o', { body: 'x' })).status).toBe(404);
  });

  it('change nothing when a part of what is asked is refused', async () => {
    const { send } = await startClient(profile);
    const tooLong = { 'X-Container-Meta-A': 'v'.repeat(257), 'X-Container-Read': 'other' };
    expect((await send('PUT', 'c', { headers: tooLong })).status).toBe(400);
    expect((await send('HEAD', 'c')).status).toBe(404);
    await send('PUT', 'c', { headers: { 'X-Container-Meta-A': '1' } });
    expect((await send('POST', 'c', { headers: tooLong })).status).toBe(400);
    const head = await send('HEAD', 'c');
    expect(head.header('x-container-meta-a')).toBe('1');
    expect(head.header('x-container-read')).toBeUndefined();
  });

  it('count stored attributes, too, against the limit', async () => {
    const { send } = await startClient(profile);
    const some = (from: number, to: number) =>
      Object.fromEntries(
        Array.from({ length: to - from }, (_, index) => [`X-Container-Meta-K${from + index}`, 'v']),
      );
    expect((await send('PUT', 'c', { headers: some(0, 50) })).status).toBe(201);
    expect((await send('POST', 'c', { headers: some(50, 90) })).status).toBe(204);
    expect((await send('POST', 'c', { headers: some(90, 91) })).status).toBe(400);
  });

  it('have names of at most 256 bytes', async () => {
    const { send } = await startClient(profile);
    expect((await send('PUT', 'n'.repeat(256))).status).toBe(201);
    expect((await send('PUT', 'n'.repeat(257))).status).toBe(400);
    expect((await send('PUT', '.')).status).toBe(201);
  });

  it('have names that are counted in bytes, by the base document those of the URL', async () => {
    const { send } = await startClient(profile);
    const created = async (name: string) => (await send('PUT', name)).status;
    expect(await created('x'.repeat(256))).toBe(201);
    expect(await created('x'.repeat(257))).toBe(400);
    expect(await created(`${'%C3%A9'.repeat(42)}long`)).toBe(201);
    expect(await created(`${'%C3%A9'.repeat(42)}longer`)).toBe(profile === 'cisco' ? 400 : 201);
    expect(await created('%41'.repeat(256))).toBe(201);
  });

  it('are refused with their name when it has a slash or is no text', async () => {
    const { send } = await startClient(profile);
    expect((await send('PUT', 'a%2Fb')).status).toBe(profile === 'cisco' ? 400 : 404);
    expect((await send('PUT', '%FF')).status).toBe(profile === 'cisco' ? 400 : 412);
    expect((await send('PUT', '%00')).status).toBe(profile === 'cisco' ? 400 : 412);
    expect((await send('PUT', '/v1/AUTH_test//')).status).toBe(profile === 'cisco' ? 400 : 403);
    expect((await send('GET', '/v2/AUTH_test/c')).status).toBe(400);
    expect((await send('GET', '/v1')).status).toBe(412);
    expect((await send('GET', '/v1.0/AUTH_test')).status).toBe(204);
  });

  it('advance their time of change with every change', async () => {
    const { send, clock } = await startClient(profile);
    await send('PUT', 'c');
    const before = await send('HEAD', 'c');
    clock.advance(5000);
    await send('POST', 'c', { headers: { 'X-Container-Meta-A': '1' } });
    const after = await send('HEAD', 'c');
    expect(after.header('x-timestamp')).toBe(before.header('x-timestamp'));
    expect(Date.parse(after.header('last-modified') ?? '')).toBe(
      Date.parse(before.header('last-modified') ?? '') + 5000,
    );
  });

  it('know the methods they have', async () => {
    const { send } = await startClient(profile);
    await send('PUT', 'c');
    const reply = await send('PATCH', 'c');
    expect(reply.status).toBe(405);
    expect(reply.header('allow')).toContain('DELETE');
  });
});
