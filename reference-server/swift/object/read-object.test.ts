import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

const BODY = '0123456789abcdefghijklmnopqrstuvwxyz';
const MD5 = createHash('md5').update(BODY).digest('hex');
const FUTURE = 'Sat, 21 Nov 2037 00:00:00 GMT';
const PAST = 'Sat, 21 Nov 2015 00:00:00 GMT';

async function withObject(profile: 'cisco' | 'openstack', body = BODY) {
  const client = await startClient(profile);
  await client.send('PUT', 'c');
  await client.send('PUT', 'c/o', { body, headers: { 'Content-Type': 'text/x' } });
  return client;
}

describe.each(['cisco', 'openstack'] as const)('reading an object in %s', (profile) => {
  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/36'],
    ['bytes=30-', 'uvwxyz', 'bytes 30-35/36'],
    ['bytes=-4', 'wxyz', 'bytes 32-35/36'],
    ['bytes=-100', BODY, 'bytes 0-35/36'],
    ['bytes=30-100', 'uvwxyz', 'bytes 30-35/36'],
    ['bytes=0-35', BODY, 'bytes 0-35/36'],
    ['BYTES=0-3', '0123', 'bytes 0-3/36'],
    ['bytes = 0-3', '0123', 'bytes 0-3/36'],
    ['bytes=0-1,50-60', '01', 'bytes 0-1/36'],
  ])('Range: %s gives one part', async (range, text, contentRange) => {
    const { send } = await withObject(profile);
    const reply = await send('GET', 'c/o', { headers: { Range: range } });
    expect([reply.status, reply.text, reply.header('content-range')]).toEqual([206, text, contentRange]);
    expect(reply.header('content-type')).toBe('text/x');
  });

  it.each(['bytes=5-3', 'bytes=abc', 'bytes=', 'items=0-5', 'bytes=0-1,abc'])(
    'Range: %s is ignored',
    async (range) => {
      const { send } = await withObject(profile);
      const reply = await send('GET', 'c/o', { headers: { Range: range } });
      expect([reply.status, reply.text]).toEqual([200, BODY]);
    },
  );

  it.each([
    'bytes=36-',
    'bytes=-0',
    'bytes=50-,60-',
    'bytes=0-35,1-34,2-33',
    'bytes=8-8,7-7,6-6,5-5,4-4,3-3,2-2,1-1',
    `bytes=${Array.from({ length: 51 }, () => '0-0').join()}`,
  ])('Range: %s cannot be satisfied', async (range) => {
    const { send } = await withObject(profile);
    const reply = await send('GET', 'c/o', { headers: { Range: range } });
    expect(reply.status).toBe(416);
    expect(reply.header('content-range')).toBe('bytes */36');
    expect(reply.header('etag')).toBe(MD5);
  });

  it('gives several ranges as parts, in the order asked for', async () => {
    const { send } = await withObject(profile);
    const reply = await send('GET', 'c/o', { headers: { Range: 'bytes=4-5,0-1,0-1' } });
    expect(reply.status).toBe(206);
    const [, boundary = ''] =
      /^multipart\/byteranges;boundary=([0-9a-f]{32})$/.exec(reply.header('content-type') ?? '') ?? [];
    const part = (range: string, text: string) =>
      `--${boundary}\r\nContent-Type: text/x\r\nContent-Range: bytes ${range}/36\r\n\r\n${text}\r\n`;
    expect(reply.text).toBe(`${part('4-5', '45')}${part('0-1', '01')}${part('0-1', '01')}--${boundary}--`);
    expect(reply.header('content-length')).toBe(String(reply.text.length));
    expect(reply.header('content-range')).toBeUndefined();
  });

  it('knows ranges of an empty object', async () => {
    const { send } = await withObject(profile, '');
    const from = await send('GET', 'c/o', { headers: { Range: 'bytes=0-' } });
    expect([from.status, from.header('content-range')]).toEqual([416, 'bytes */0']);
    expect((await send('GET', 'c/o', { headers: { Range: 'bytes=-5' } })).status).toBe(200);
  });

  it('ignores Range on HEAD, and If-Range', async () => {
    const { send } = await withObject(profile);
    const head = await send('HEAD', 'c/o', { headers: { Range: 'bytes=0-3' } });
    expect([head.status, head.header('content-length')]).toEqual([200, '36']);
    const get = await send('GET', 'c/o', { headers: { Range: 'bytes=0-3', 'If-Range': '"x"' } });
    expect(get.status).toBe(206);
  });

  it.each([
    [{ 'If-Match': MD5 }, 200],
    [{ 'If-Match': `x, "${MD5}"` }, 200],
    [{ 'If-Match': '*' }, 200],
    [{ 'If-Match': 'x, *' }, 200],
    [{ 'If-None-Match': '*, x' }, 304],
    [{ 'If-Match': 'x' }, 412],
    [{ 'If-Match': '' }, 412],
    [{ 'If-Match': `W/"${MD5}"` }, 412],
    [{ 'If-Match': MD5.toUpperCase() }, 412],
    [{ 'If-None-Match': `"${MD5}"` }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': `W/"${MD5}"` }, 304],
    [{ 'If-None-Match': 'x' }, 200],
    [{ 'If-Modified-Since': FUTURE }, 304],
    [{ 'If-Modified-Since': PAST }, 200],
    [{ 'If-Modified-Since': 'rubbish' }, 200],
    [{ 'If-Unmodified-Since': PAST }, 412],
    [{ 'If-Unmodified-Since': FUTURE }, 200],
    [{ 'If-None-Match': 'x', 'If-Modified-Since': FUTURE }, 304],
    [{ 'If-Match': MD5, 'If-Unmodified-Since': PAST }, 412],
    [{ 'If-None-Match': MD5, 'If-Match': 'x' }, 304],
    [{ 'If-Match': 'x', Range: 'bytes=99-' }, 412],
  ])('%o: %i', async (headers, status) => {
    const { send } = await withObject(profile);
    for (const method of ['GET', 'HEAD']) {
      const reply = await send(method, 'c/o', { headers });
      expect(reply.status).toBe(status);
      if (status !== 200) expect(reply.text).toBe('');
      expect(reply.header('etag')).toBe(MD5);
      expect(reply.header('last-modified')).toBeDefined();
    }
  });

  it('takes a time equal to Last-Modified for both not modified and unmodified', async () => {
    const { send } = await withObject(profile);
    const time = (await send('HEAD', 'c/o')).header('last-modified') ?? '';
    expect((await send('GET', 'c/o', { headers: { 'If-Modified-Since': time } })).status).toBe(304);
    expect((await send('GET', 'c/o', { headers: { 'If-Unmodified-Since': time } })).status).toBe(200);
  });

  it('says of a missing object that no condition on its presence holds', async () => {
    const { send } = await withObject(profile);
    expect((await send('GET', 'c/none', { headers: { 'If-Match': '*' } })).status).toBe(412);
    expect((await send('GET', 'c/none', { headers: { 'If-None-Match': '*' } })).status).toBe(404);
    expect((await send('GET', 'c/none')).status).toBe(404);
    expect((await send('DELETE', 'c/none')).status).toBe(404);
    expect((await send('DELETE', 'c/o')).status).toBe(204);
    expect((await send('GET', 'c/o')).status).toBe(404);
  });

  it('has the id of its request', async () => {
    const { send } = await withObject(profile);
    const reply = await send('GET', 'c/o', { headers: { 'X-Trans-Id-Extra': 'e'.repeat(40) } });
    expect(reply.header('x-trans-id')).toMatch(/^tx[0-9a-f]{21}-[0-9a-f]{10}-e{32}$/);
    expect(reply.header('x-openstack-request-id')).toBe(reply.header('x-trans-id'));
  });
});

describe('global ids', () => {
  it('are given when an object is made, in the base document', async () => {
    const { send } = await withObject('cisco');
    const get = await send('GET', 'c/o');
    const id = get.header('x-object-goid') ?? '';
    expect(id).not.toBe('');
    expect((await send('HEAD', 'c/o')).header('x-object-goid')).toBe(id);
    await send('PUT', 'c/p', { body: 'x' });
    expect((await send('GET', 'c/p')).header('x-object-goid')).not.toBe(id);
  });

  it('are unknown to OpenStack', async () => {
    const { send } = await withObject('openstack');
    expect((await send('GET', 'c/o')).header('x-object-goid')).toBeUndefined();
  });
});
