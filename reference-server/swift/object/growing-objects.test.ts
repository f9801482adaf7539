import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';

/** Begins a PUT in chunks and leaves it open. */
async function begin(profile: 'cisco' | 'openstack', before?: string) {
  const client = await startClient(profile);
  await client.send('PUT', 'c');
  if (before !== undefined) await client.send('PUT', 'c/o', { body: before });
  const raw = client
    .connect()
    .send(
      `PUT /v1/AUTH_test/c/o HTTP/1.1\r\nHost: h\r\nX-Auth-Token: ${await client.token('admin')}\r\n` +
        'Content-Type: text/x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
    );
  return { ...client, raw };
}

/** Sends until what is wanted comes, or for two seconds. */
async function until<T>(ask: () => Promise<T>, wanted: (reply: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const reply = await ask();
    if (wanted(reply) || tries === 100) return reply;
    await sleep(20);
  }
}

describe('an object that is being written', () => {
  it('can be read as far as it goes, in the base document', async () => {
    const { send, raw } = await begin('cisco');
    const get = () => send('GET', 'c/o');
    const growing = await until(get, ({ text }) => text === 'hello');
    expect(growing.status).toBe(200);
    expect(growing.header('x-object-is-dynamic')).toBe('yes');
    expect(growing.header('content-type')).toBe('text/x');
    expect(growing.header('etag')).toBeUndefined();
    raw.send('6\r\n there\r\n');
    expect((await until(get, ({ text }) => text === 'hello there')).text).toBe('hello there');
    expect((await send('GET', 'c')).status).toBe(204);
    raw.send('0\r\n\r\n');
    expect((await raw.response()).status).toBe(201);
    const done = await get();
    expect(done.text).toBe('hello there');
    expect(done.header('x-object-is-dynamic')).toBeUndefined();
    expect(done.header('etag')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is gone when the writing breaks off', async () => {
    const { send, raw } = await begin('cisco');
    await until(
      () => send('GET', 'c/o'),
      ({ text }) => text === 'hello',
    );
    raw.destroy();
    expect(
      (
        await until(
          () => send('GET', 'c/o'),
          ({ status }) => status === 404,
        )
      ).status,
    ).toBe(404);
  });

  it('hides behind the object it is to replace', async () => {
    const { send, raw } = await begin('cisco', 'before');
    await sleep(50);
    const reply = await send('GET', 'c/o');
    expect([reply.text, reply.header('x-object-is-dynamic')]).toEqual(['before', undefined]);
    raw.send('0\r\n\r\n');
    await raw.response();
    expect((await send('GET', 'c/o')).text).toBe('hello');
  });

  it('is not there yet in OpenStack', async () => {
    const { send, raw } = await begin('openstack');
    await sleep(50);
    expect((await send('GET', 'c/o')).status).toBe(404);
    raw.send('0\r\n\r\n');
    await raw.response();
    expect((await send('GET', 'c/o')).text).toBe('hello');
  });

  it('needs the right to read', async () => {
    const { send } = await begin('cisco');
    await until(
      () => send('GET', 'c/o'),
      ({ text }) => text === 'hello',
    );
    expect((await send('GET', 'c/o', { as: 'anonymous' })).status).toBe(401);
    expect((await send('GET', 'c/o', { as: 'user' })).status).toBe(403);
  });
});
