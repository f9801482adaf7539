import { describe, expect, it } from 'vitest';
import { headerValue } from '../../dialects/core/headers.ts';
import type { IncomingExchange } from './exchange.ts';
import { get, put, startFront, text } from './testing/front-fixture.ts';

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

  it.each([
    ['100-Continue', 'undefined true'],
    ['100-continue-please', '100-continue-please false'],
    ['100-continue, tea', '100-continue, tea false'],
  ])('%s is told from what only looks like it', async (value, told) => {
    const { connect } = await startFront(async ({ body, expectation, expectsContinue }) => {
      const answer = text(`${expectation} ${expectsContinue}`);
      await body.readAll(9);
      return answer;
    });
    const client = connect().send(put('/', `Content-Length: 3\r\nExpect: ${value}`, 'abc'));
    const first = await client.response();
    const last = first.status === 100 ? await client.response() : first;
    expect(last.body.toString()).toBe(told);
  });

  it('means nothing in HTTP/1.0', async () => {
    const { connect } = await startFront(async ({ body, expectsContinue }) => {
      return text(`${expectsContinue} ${(await body.readAll(9)).length}`);
    });
    const request = 'PUT / HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc';
    expect((await connect().send(request).response()).body.toString()).toBe('false 3');
  });
});
