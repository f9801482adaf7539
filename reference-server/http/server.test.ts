import { describe, expect, it } from 'vitest';
import { headerValue } from '../../dialects/core/headers.ts';
import { createBlobStore } from '../store/blob-store.ts';
import { blobBody } from './blob-body.ts';
import type { IncomingExchange, OutgoingResponse } from './exchange.ts';
import { startFront, text } from './testing/front-fixture.ts';

const get = (path: string, fields = ''): string => `GET ${path} HTTP/1.1\r\nHost: h\r\n${fields}\r\n`;
const put = (path: string, fields: string, body = ''): string =>
  `PUT ${path} HTTP/1.1\r\nHost: h\r\n${fields}\r\n\r\n${body}`;

const never = new Promise<never>(() => undefined);

function stream(chunks: AsyncIterable<Uint8Array>, length?: number): OutgoingResponse {
  return { status: 200, headers: [], body: { kind: 'stream', length, chunks } };
}

async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const one of texts) yield Buffer.from(one);
}

describe('the exchange a handler gets', () => {
  it('is the request as it was sent', async () => {
    let seen: IncomingExchange | undefined;
    const { connect, clock } = await startFront(async (exchange) => {
      seen = exchange;
      return text('');
    });
    clock.advance(123);
    await connect().send(get('/a%20b?c=d&e', 'X-Two: 1\r\nx-one:  \xe4 \r\nX-TWO: 2\r\n')).response();
    expect(seen).toMatchObject({
      method: 'GET',
      target: '/a%20b?c=d&e',
      rawPath: '/a%20b',
      rawQuery: 'c=d&e',
      host: 'h',
      httpVersion: '1.1',
      headers: [
        ['Host', 'h'],
        ['X-Two', '1'],
        ['x-one', '\xe4'],
        ['X-TWO', '2'],
      ],
      expectsContinue: false,
      expectation: undefined,
      receivedAt: clock.now(),
      remoteAddress: '127.0.0.1',
      body: { present: false, chunked: false, declaredLength: undefined, received: 0 },
    });
  });

  it.each([
    ['Content-Length: 3', 'abc', { present: true, chunked: false, declaredLength: 3 }],
    ['Content-Length: 0', '', { present: true, chunked: false, declaredLength: 0 }],
    [
      'Transfer-Encoding: Chunked',
      '3\r\nabc\r\n0\r\n\r\n',
      { present: true, chunked: true, declaredLength: undefined },
    ],
  ])('knows the framing of its body: %s', async (field, body, framing) => {
    let seen: unknown;
    const { connect } = await startFront(async (exchange) => {
      const { present, chunked, declaredLength } = exchange.body;
      seen = { present, chunked, declaredLength };
      return text(Buffer.from(await exchange.body.readAll(3)).toString());
    });
    const response = await connect()
      .send(put('/', field, body))
      .response();
    expect(seen).toEqual(framing);
    expect(response.body.toString()).toBe(body === '' ? '' : 'abc');
  });

  it('gives its body in pieces, as they come', async () => {
    const pieces: string[] = [];
    const { connect } = await startFront(async ({ body }) => {
      for await (const chunk of body.chunks()) {
        pieces.push(Buffer.from(chunk).toString());
        if (pieces.length === 1) client.send('def');
      }
      return text(String(body.received));
    });
    const client = connect().send(put('/', 'Content-Length: 6', 'abc'));
    expect((await client.response()).body.toString()).toBe('6');
    expect(pieces).toEqual(['abc', 'def']);
  });

  it('can be read once', async () => {
    const { connect, failures } = await startFront(async ({ body }) => {
      await body.readAll(10);
      await body.readAll(10);
      return text('');
    });
    expect(
      (
        await connect()
          .send(put('/', 'Content-Length: 1', 'a'))
          .response()
      ).status,
    ).toBe(500);
    expect(failures).toEqual([expect.objectContaining({ message: 'the body is read a second time' })]);
  });

  it.each([
    ['declared', 'Content-Length: 5', 'abcde'],
    ['declared, none of it sent', 'Content-Length: 5000000', ''],
    ['chunked', 'Transfer-Encoding: chunked', '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'],
  ])('refuses a body that is too large: %s', async (_, field, body) => {
    const { connect } = await startFront(
      async (exchange) => {
        return exchange.body.readAll(4).then(
          () => text('read'),
          (error: unknown) => text(error instanceof Error && 'kind' in error ? String(error.kind) : ''),
        );
      },
      { drainTimeoutMs: 50 },
    );
    expect(
      (
        await connect()
          .send(put('/', field, body))
          .response()
      ).body.toString(),
    ).toBe('too-large');
  });
});

describe('Expect', () => {
  it('is answered when the body is read', async () => {
    let expects: boolean | undefined;
    const { connect } = await startFront(async ({ expectsContinue, body }) => {
      expects = expectsContinue;
      await body.readAll(10);
      return text('done');
    });
    const client = connect().send(put('/', 'Content-Length: 3\r\nExpect: 100-Continue'));
    expect((await client.response()).status).toBe(100);
    client.send('abc');
    const response = await client.response();
    expect([response.status, response.body.toString(), expects]).toEqual([200, 'done', true]);
    client.send(get('/'));
    expect((await client.response()).status).toBe(200);
  });

  it('is not answered by a refusal that does not read, which closes the connection', async () => {
    const { connect } = await startFront(async () => text('no', { status: 403 }));
    const client = connect().send(put('/', 'Content-Length: 3\r\nExpect: 100-continue'));
    const response = await client.response();
    expect([response.status, headerValue(response.headers, 'connection')]).toEqual([403, 'close']);
    expect(await client.rest()).toBe('');
  });

  it('closes the connection after a refusal also when the client did not wait', async () => {
    const { connect } = await startFront(async () => text('no', { status: 403 }));
    const client = connect().send(
      `${put('/', 'Content-Length: 3\r\nExpect: 100-continue', 'abc')}${get('/')}`,
    );
    expect((await client.response()).status).toBe(403);
    expect(await client.rest()).toBe('');
  });

  it('is left to the handler when it asks for something else', async () => {
    const { connect } = await startFront(async ({ expectation, expectsContinue }) =>
      text(`${expectation} ${expectsContinue}`),
    );
    const response = await connect().send(get('/', 'Expect: tea\r\n')).response();
    expect(response.body.toString()).toBe('tea false');
  });

  it('means nothing in HTTP/1.0', async () => {
    const { connect } = await startFront(async ({ body, expectsContinue }) => {
      return text(`${expectsContinue} ${(await body.readAll(9)).length}`);
    });
    const request = 'PUT / HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc';
    expect((await connect().send(request).response()).body.toString()).toBe('false 3');
  });
});

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

describe('a client that goes away', () => {
  it('is noticed by the handler', async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    const { connect } = await startFront(async ({ signal }) => {
      signal.addEventListener('abort', () => resolve());
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

describe('closing', () => {
  it('lets a running exchange end, and no other begin', async () => {
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { connect, front, port } = await startFront(async () => {
      start();
      await released;
      return text('done');
    });
    const idle = connect();
    const client = connect().send(get('/'));
    await started;
    const closed = front.close();
    expect(await idle.rest()).toBe('');
    release();
    const response = await client.response();
    expect([response.body.toString(), headerValue(response.headers, 'connection')]).toEqual([
      'done',
      'close',
    ]);
    expect(await client.rest()).toBe('');
    await closed;
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('does not wait for ever', async () => {
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    const { connect, front } = await startFront(
      async () => {
        start();
        return never;
      },
      { closeTimeoutMs: 50 },
    );
    const client = connect().send(get('/'));
    await started;
    await front.close();
    expect(await client.rest()).toBe('');
  });

  it('fails to listen where another listens', async () => {
    const { port } = await startFront(async () => text(''));
    const { front } = await startFront(async () => text(''));
    await front.close();
    await expect(front.listen(port)).rejects.toThrow('EADDRINUSE');
  });
});
