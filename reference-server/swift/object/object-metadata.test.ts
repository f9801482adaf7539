import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

async function withObject(profile: 'cisco' | 'openstack') {
  const client = await startClient(profile);
  await client.send('PUT', 'c');
  const headers = {
    'Content-Type': 'text/x',
    'Content-Encoding': 'gzip',
    'X-Object-Meta-A': '1',
    'X-Object-Meta-B': '2',
  };
  await client.send('PUT', 'c/o', { body: 'hello', headers });
  const post = (headers: Readonly<Record<string, string>>) => client.send('POST', 'c/o', { headers });
  const meta = async () =>
    Object.fromEntries(
      (await client.send('HEAD', 'c/o')).headers.flatMap(([name, value]) =>
        /^(?:x-object-meta-|content-(?:type|encoding)$)/i.test(name) ? [[name.toLowerCase(), value]] : [],
      ),
    );
  return { ...client, post, meta };
}

describe('POST of an object', () => {
  it('changes single attributes in the base document', async () => {
    const { post, meta } = await withObject('cisco');
    const added = await post({ 'X-Object-Meta-C': '3', 'X-Remove-Object-Meta-B': 'anything' });
    expect([added.status, added.text]).toEqual([204, '']);
    expect(await meta()).toEqual({
      'content-type': 'text/x',
      'content-encoding': 'gzip',
      'x-object-meta-a': '1',
      'x-object-meta-c': '3',
    });
    await post({ 'X-Object-Meta-A': '' });
    await post({});
    expect(await meta()).toMatchObject({ 'x-object-meta-c': '3' });
    expect(await meta()).not.toHaveProperty('x-object-meta-a');
  });

  it('replaces all of them in OpenStack, and the headers but the type', async () => {
    const { post, meta } = await withObject('openstack');
    const replaced = await post({ 'X-Object-Meta-C': '', 'X-Remove-Object-Meta-A': 'x' });
    expect(replaced.status).toBe(202);
    expect(await meta()).toEqual({ 'content-type': 'text/x', 'x-object-meta-c': '' });
    await post({ 'Content-Type': 'text/y' });
    expect(await meta()).toEqual({ 'content-type': 'text/y' });
  });

  it.each(['cisco', 'openstack'] as const)(
    'leaves data and ETag and advances the times in %s',
    async (profile) => {
      const { post, send } = await withObject(profile);
      const before = await send('GET', 'c/o');
      await post({ 'X-Object-Meta-A': 'new' });
      const after = await send('GET', 'c/o');
      expect(after.text).toBe('hello');
      expect(after.header('etag')).toBe(before.header('etag'));
      expect(Number(after.header('x-timestamp'))).toBeGreaterThan(Number(before.header('x-timestamp')));
    },
  );

  it.each(['cisco', 'openstack'] as const)('changes nothing when it is refused in %s', async (profile) => {
    const { post, meta, send } = await withObject(profile);
    expect((await post({ 'X-Object-Meta-A': 'v'.repeat(257) })).status).toBe(400);
    expect(await meta()).toMatchObject({ 'x-object-meta-a': '1', 'x-object-meta-b': '2' });
    expect((await send('POST', 'c/none')).status).toBe(404);
  });
});
