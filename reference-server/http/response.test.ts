import { describe, expect, it } from 'vitest';
import { headerValue } from '../../dialects/core/headers.ts';
import { createBlobStore } from '../store/blob-store.ts';
import { blobBody } from './blob-body.ts';
import type { OutgoingResponse } from './exchange.ts';
import { bytes, get, startFront, stream, text } from './testing/front-fixture.ts';

describe('a response', () => {
  it('has Date first, then what the handler says, then its framing', async () => {
    const { connect } = await startFront(async () =>
      text('abc', {
        headers: [
          ['x-Case', '1'],
          ['Set', 'a'],
          ['Set', 'b'],
          ['Content-Length', '99'],
          ['date', 'never'],
          ['Transfer-Encoding', 'chunked'],
          ['Connection', 'close'],
          ['Keep-Alive', 'x'],
          ['X-Latin', '\xe4'],
        ],
      }),
    );
    const response = await connect().send(get('/')).response();
    expect(response.statusLine).toBe('HTTP/1.1 200 OK');
    expect(response.headers).toEqual([
      ['Date', 'Fri, 01 Jun 2018 12:00:00 GMT'],
      ['x-Case', '1'],
      ['Set', 'a'],
      ['Set', 'b'],
      ['X-Latin', '\xe4'],
      ['Content-Length', '3'],
      ['Connection', 'keep-alive'],
      ['Keep-Alive', 'timeout=30'],
    ]);
  });

  it.each<[string, OutgoingResponse, string | undefined, string]>([
    ['none', { status: 200, headers: [], body: { kind: 'none' } }, '0', ''],
    ['bytes', text('abc'), '3', 'abc'],
    ['204', text('abc', { status: 204 }), undefined, ''],
    ['304', text('abc', { status: 304 }), undefined, ''],
    ['an unusual status', text('x', { status: 299 }), '1', 'x'],
  ])('of %s has the right length', async (_, response, length, body) => {
    const { connect } = await startFront(async () => response);
    const client = connect().send(`${get('/')}${get('/')}`);
    for (let i = 0; i < 2; i++) {
      const got = await client.response();
      expect(got.status).toBe(response.status);
      expect(headerValue(got.headers, 'content-length')).toBe(length);
      expect(headerValue(got.headers, 'transfer-encoding')).toBeUndefined();
      expect(got.body.toString()).toBe(body);
    }
  });

  it('to HEAD has the head of the response to GET', async () => {
    const bodies: OutgoingResponse[] = [text('abc'), stream(bytes('abcd'), 4), stream(bytes('abcd'))];
    const { connect } = await startFront(async () => bodies.shift() ?? text(''));
    const client = connect().send('HEAD / HTTP/1.1\r\nHost: h\r\n\r\n'.repeat(3));
    const responses = [await client.response(true), await client.response(true), await client.response(true)];
    expect(responses.map(({ headers }) => headerValue(headers, 'content-length'))).toEqual([
      '3',
      '4',
      undefined,
    ]);
    client.send(get('/'));
    expect((await client.response()).status).toBe(200);
  });

  it('of unknown length is chunked, in HTTP/1.0 ended by the connection', async () => {
    const { connect } = await startFront(async () => stream(bytes('abc', '', 'def')));
    const response = await connect().send(get('/')).response();
    expect(headerValue(response.headers, 'transfer-encoding')).toBe('chunked');
    expect(headerValue(response.headers, 'content-length')).toBeUndefined();
    expect(response.body.toString()).toBe('abcdef');
    const old = await connect().send('GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n').response();
    expect(headerValue(old.headers, 'transfer-encoding')).toBeUndefined();
    expect(old.body.toString()).toBe('abcdef');
  });

  it('of a blob is its bytes or a part of them, and gives the blob up', async () => {
    const blob = createBlobStore().from(Buffer.from('0123456789'));
    const { connect } = await startFront(async ({ method, rawPath }) => {
      const body = blobBody(blob, rawPath === '/part' ? { start: 2, end: 5 } : undefined);
      return { status: method === 'GET' ? 200 : 304, headers: [], body };
    });
    const client = connect();
    expect((await client.send(get('/')).response()).body.toString()).toBe('0123456789');
    const part = await client.send(get('/part')).response();
    expect([headerValue(part.headers, 'content-length'), part.body.toString()]).toEqual(['4', '2345']);
    await client.send('HEAD / HTTP/1.1\r\nHost: h\r\n\r\n').response(true);
    client.send(get('/'));
    await client.response();
    blob.release();
    expect(() => blob.retain()).toThrow('gone');
  });

  it('closes the connection when the handler asks for it', async () => {
    const { connect } = await startFront(async () => text('', { close: true }));
    const client = connect().send(get('/').repeat(2));
    expect(headerValue((await client.response()).headers, 'connection')).toBe('close');
    expect(await client.rest()).toBe('');
  });

  it('is kept by a client that has closed its own side', async () => {
    const { connect } = await startFront(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return text('late');
    });
    const client = connect().send(get('/')).finish();
    expect((await client.response()).body.toString()).toBe('late');
    expect(await client.rest()).toBe('');
  });
});

describe('when something goes wrong', () => {
  it('in the handler, the dialect answers and the connection stays', async () => {
    const { connect, failures } = await startFront(async ({ rawPath }) => {
      if (rawPath === '/bad') throw new Error('oops');
      return text('good');
    });
    const client = connect().send(`${get('/bad')}${get('/good')}`);
    const response = await client.response();
    expect([response.status, headerValue(response.headers, 'x-failed')]).toEqual([500, 'yes']);
    expect((await client.response()).body.toString()).toBe('good');
    expect(failures).toEqual([new Error('oops')]);
  });

  it('with a field that cannot be sent, the dialect answers', async () => {
    const blob = createBlobStore().from(Buffer.from('x'));
    const { connect, failures } = await startFront(async () => {
      return { status: 200, headers: [['X-Bad', 'a\r\nInjected: b']], body: blobBody(blob) };
    });
    const response = await connect().send(get('/')).response();
    expect(response.status).toBe(500);
    expect(headerValue(response.headers, 'injected')).toBeUndefined();
    expect(failures).toHaveLength(1);
    blob.release();
    expect(() => blob.retain()).toThrow('gone');
  });

  it.each<[string, (released: () => void) => OutgoingResponse]>([
    [
      'a stream that fails',
      (release) => ({
        ...text(''),
        body: {
          kind: 'stream',
          length: 10,
          release,
          chunks: (async function* () {
            yield Buffer.from('abc');
            throw new Error('disk');
          })(),
        },
      }),
    ],
    [
      'a stream that is too short',
      (release) => ({ ...text(''), body: { kind: 'stream', length: 10, chunks: bytes('abc'), release } }),
    ],
    [
      'a stream that is too long',
      (release) => ({
        ...text(''),
        body: { kind: 'stream', length: 4, chunks: bytes('abc', 'def'), release },
      }),
    ],
  ])('with %s, the client is not told that it was the end', async (_, respond) => {
    let released = 0;
    const { connect, failures } = await startFront(async () => respond(() => released++));
    const all = await connect().send(get('/')).rest();
    expect(all).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\nabc$/s);
    expect([failures.length, released]).toEqual([1, 1]);
  });

  it('with a chunked stream that fails, the last chunk is missing', async () => {
    const { connect } = await startFront(async () =>
      stream(
        (async function* () {
          yield Buffer.from('abc');
          throw new Error('disk');
        })(),
      ),
    );
    expect(await connect().send(get('/')).rest()).toMatch(/\r\n\r\n3\r\nabc\r\n$/);
  });
});
