import { describe, expect, it } from 'vitest';
import { headerValue } from '../../dialects/core/headers.ts';
import { get, never, put, startFront, text } from './testing/front-fixture.ts';

describe('requests on one connection', () => {
  it('are handled one after the other', async () => {
    let running = 0;
    const { connect } = await startFront(async ({ rawPath, body }) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, rawPath === '/1' ? 30 : 1));
      const { length } = await body.readAll(10);
      running--;
      return text(`${rawPath} ${length}`);
    });
    const client = connect().send(`${get('/1')}${put('/2', 'Content-Length: 3', 'abc')}${get('/3')}`);
    for (const expected of ['/1 0', '/2 3', '/3 0']) {
      expect((await client.response()).body.toString()).toBe(expected);
    }
  });

  it.each([
    ['Content-Length: 100000', 'x'.repeat(100_000)],
    ['Transfer-Encoding: chunked', `${'186a0\r\n'}${'x'.repeat(100_000)}\r\n0\r\n\r\n`],
  ])('do not mind a body that nobody reads: %s', async (field, body) => {
    const { connect } = await startFront(async ({ rawPath }) => text(rawPath));
    const client = connect().send(`${put('/1', field, body)}${get('/2')}`);
    expect((await client.response()).body.toString()).toBe('/1');
    expect((await client.response()).body.toString()).toBe('/2');
  });

  it('do not mind a body that is read in part', async () => {
    const { connect } = await startFront(async ({ rawPath, body }) => {
      for await (const _ of body.chunks()) break;
      return text(rawPath);
    });
    const client = connect().send(`${put('/1', 'Content-Length: 200000', 'x'.repeat(200_000))}${get('/2')}`);
    expect((await client.response()).body.toString()).toBe('/1');
    expect((await client.response()).body.toString()).toBe('/2');
  });

  it('end when more is left of a body than is worth reading', async () => {
    const { connect } = await startFront(async () => text('no'), { drainBytes: 1000, drainTimeoutMs: 100 });
    const client = connect().send(put('/', 'Content-Length: 1000000', 'x'.repeat(2000)));
    const response = await client.response();
    expect(headerValue(response.headers, 'connection')).toBe('close');
    expect(response.body.toString()).toBe('no');
    expect(await client.rest()).toBe('');
  });

  it.each([
    ['chunks go on for too long', 'Transfer-Encoding: chunked', '1000\r\n'.padEnd(4000, 'x')],
    ['the rest does not come', 'Content-Length: 500', 'x'],
  ])('end when %s', async (_, field, body) => {
    const { connect } = await startFront(async () => text('no'), { drainBytes: 1000, drainTimeoutMs: 50 });
    const client = connect().send(put('/', field, body));
    expect((await client.response()).body.toString()).toBe('no');
    expect(await client.rest()).toBe('');
  });
});

describe('a client that goes away', () => {
  it('is noticed by the handler', async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    const { connect } = await startFront(async ({ signal }) => {
      signal().addEventListener('abort', () => resolve());
      client.reset();
      return never;
    });
    const client = connect().send(put('/', 'Content-Length: 10', 'abc'));
    await aborted;
  });

  it('ends the stream it was reading and gives the blob up', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    let made = 0;
    const { connect, failures } = await startFront(async () => ({
      ...text(''),
      body: {
        kind: 'stream',
        release: resolve,
        chunks: (async function* () {
          for (; ; made++) yield Buffer.alloc(100_000);
        })(),
      },
    }));
    const client = connect().send(get('/'));
    await client.some();
    client.destroy();
    await ended;
    await expect.poll(() => failures).toEqual([expect.objectContaining({ name: 'ResponseBroken' })]);
    expect(made).toBeLessThan(10_000);
  });

  it('or reads nothing any more is given up', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    let made = 0;
    const { connect, failures } = await startFront(
      async () => ({
        ...text(''),
        body: {
          kind: 'stream',
          release: resolve,
          chunks: (async function* () {
            for (; ; made++) yield Buffer.alloc(100_000);
          })(),
        },
      }),
      { bodyIdleTimeoutMs: 100 },
    );
    connect().pause().send(get('/'));
    await ended;
    await expect.poll(() => failures).toEqual([expect.objectContaining({ name: 'ResponseBroken' })]);
    expect(made).toBeLessThan(1000);
  });
});
