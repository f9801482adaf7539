import { describe, expect, it } from 'vitest';
import { headerValue } from '../../dialects/core/headers.ts';
import { type BodyProblem, BodyProblem as Problem } from './exchange.ts';
import { type MalformedKind, malformed, malformedFromError } from './malformed.ts';
import { startFront, text } from './testing/front-fixture.ts';

const HOST = 'Host: h\r\n';
const get = (fields: string): string => `GET / HTTP/1.1\r\n${HOST}${fields}\r\n\r\n`;
const post = (fields: string, body = ''): string => `POST / HTTP/1.1\r\n${HOST}${fields}\r\n\r\n${body}`;

describe('what is no HTTP request', () => {
  it.each<[string, string, MalformedKind, number]>([
    ['an unknown method', `FOO / HTTP/1.1\r\n${HOST}\r\n`, 'method', 501],
    ['a method in lower case', `get / HTTP/1.1\r\n${HOST}\r\n`, 'method', 501],
    ['an unknown method behind an empty line', `\r\nFOO / HTTP/1.1\r\n${HOST}\r\n`, 'method', 501],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 'request-line', 400],
    ['a line of something else', `<a/>\r\nGET / HTTP/1.1\r\n${HOST}\r\n`, 'request-line', 400],
    ['a line of a blank', ` \r\nGET / HTTP/1.1\r\n${HOST}\r\n`, 'request-line', 400],
    ['a line end behind the method', `GET\r/ HTTP/1.1\r\n${HOST}\r\n`, 'request-line', 400],
    ['a blank in the target', `GET /a b HTTP/1.1\r\n${HOST}\r\n`, 'request-line', 400],
    ['a control character in the target', `GET /a\x01b HTTP/1.1\r\n${HOST}\r\n`, 'target', 400],
    ['a byte above 0x7F in the target', `GET /\xe4 HTTP/1.1\r\n${HOST}\r\n`, 'target', 400],
    ['a relative target', `GET foo HTTP/1.1\r\n${HOST}\r\n`, 'target', 400],
    ['a target of another scheme', `GET ftp://h/ HTTP/1.1\r\n${HOST}\r\n`, 'target', 400],
    ['another protocol', `GET / FOO/1.1\r\n${HOST}\r\n`, 'request-line', 400],
    ['HTTP/0.9', 'GET /\r\n\r\n', 'version', 505],
    ['HTTP/2.0', `GET / HTTP/2.0\r\n${HOST}\r\n`, 'version', 505],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'version', 505],
    ['a header line without a colon', get('bad line'), 'header', 400],
    ['a blank before the colon', get('X : y'), 'header', 400],
    ['an empty field name', get(': y'), 'header', 400],
    ['NUL in a value', get('X: a\0b'), 'header', 400],
    ['a bare CR in a value', get('X: a\rb'), 'header', 400],
    ['a folded value', get('X: a\r\n b'), 'header', 400],
    ['a fold before the first field', `GET / HTTP/1.1\r\n X: a\r\n${HOST}\r\n`, 'other', 400],
    ['two Host fields', get('Host: i'), 'host', 400],
    ['two lengths', post('Content-Length: 3\r\nContent-Length: 3', 'abc'), 'content-length', 400],
    ['a list of lengths', post('Content-Length: 3, 3', 'abc'), 'content-length', 400],
    ['a negative length', post('Content-Length: -3', 'abc'), 'content-length', 400],
    ['a length with a sign', post('Content-Length: +3', 'abc'), 'content-length', 400],
    ['a length in hex', post('Content-Length: 0x3', 'abc'), 'content-length', 400],
    ['an empty length', post('Content-Length: '), 'content-length', 400],
    ['a length above 64 bits', post(`Content-Length: ${'9'.repeat(23)}`, 'abc'), 'content-length', 400],
    [
      'a length, then a coding',
      post('Content-Length: 3\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
      'transfer-encoding',
      400,
    ],
    [
      'a coding, then a length',
      post('Transfer-Encoding: chunked\r\nContent-Length: 3', '0\r\n\r\n'),
      'content-length',
      400,
    ],
    ['an unknown coding', post('Transfer-Encoding: gzip, chunked', '0\r\n\r\n'), 'transfer-encoding', 501],
    ['a coding that does not end', post('Transfer-Encoding: gzip', 'abc'), 'transfer-encoding', 501],
    [
      'a coding twice',
      post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
      'transfer-encoding',
      400,
    ],
    [
      'a coding in HTTP/1.0',
      'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'transfer-encoding',
      400,
    ],
    ['CONNECT', `CONNECT h:80 HTTP/1.1\r\n${HOST}\r\n`, 'connect', 405],
    ['a header section that is too large', get(`X: ${'a'.repeat(5000)}`), 'headers-too-large', 431],
    [
      'a target that is too large',
      `GET /${'a'.repeat(5000)} HTTP/1.1\r\n${HOST}\r\n`,
      'headers-too-large',
      431,
    ],
    ['too many fields', get(Array(50).fill('X: y').join('\r\n')), 'too-many-headers', 431],
  ])('%s is answered in the words of the dialect', async (_, request, kind, status) => {
    let handled = 0;
    const { connect, failures } = await startFront(
      async () => {
        handled++;
        return text('handled');
      },
      { headerBytes: 4096, headerCount: 50 },
    );
    const client = connect().send(request);
    const response = await client.response();
    expect(response.status).toBe(status);
    expect(response.statusLine).toMatch(/^HTTP\/1\.1 \d{3} [A-Z]/);
    expect(headerValue(response.headers, 'x-kind')).toBe(kind);
    expect(headerValue(response.headers, 'date')).toBe('Fri, 01 Jun 2018 12:00:00 GMT');
    expect(headerValue(response.headers, 'connection')).toBe('close');
    expect(response.body.toString()).toBe(`refused: ${kind}`);
    expect(await client.rest()).toBe('');
    expect([handled, failures]).toEqual([0, []]);
  });

  it('has no content in the answer when it was HEAD', async () => {
    const { connect } = await startFront(async () => text(''));
    const client = connect().send(`HEAD / HTTP/1.1\r\n${HOST}bad line\r\n\r\n`);
    const response = await client.response(true);
    expect(headerValue(response.headers, 'content-length')).toBe('15');
    expect(await client.rest()).toBe('');
  });

  it('is answered after the requests before it', async () => {
    const { connect } = await startFront(async ({ rawPath, body }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return text(`${rawPath} ${(await body.readAll(10)).length}`);
    });
    const client = connect().send(`${get('')}${post('Content-Length: 3', 'abc')}NONSENSE\r\n\r\n`);
    expect((await client.response()).body.toString()).toBe('/ 0');
    expect((await client.response()).body.toString()).toBe('/ 3');
    expect((await client.response()).body.toString()).toBe('refused: request-line');
    expect(await client.rest()).toBe('');
  });

  it('does not reset the connection while the client still sends', async () => {
    const { connect } = await startFront(async () => text(''));
    const client = connect().send('NONSENSE\r\n\r\n');
    for (let i = 0; i < 50; i++) client.send(Buffer.alloc(10_000));
    const response = await client.response();
    expect(response.status).toBe(400);
    expect(await client.rest()).toBe('');
  });
});

describe('what HTTP lets pass', () => {
  it.each([
    ['no Host field', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 'undefined /'],
    ['an empty Host field', 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', ' /'],
    ['HTTP/1.0', 'GET /x HTTP/1.0\r\n\r\n', 'undefined /x'],
    [
      'an absolute target',
      'GET http://other:80/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n',
      'other:80 /x',
    ],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 'h *'],
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 'h /'],
    [
      'an offer to upgrade',
      'GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: close, upgrade\r\n\r\n',
      'h /',
    ],
    ['line ends before the request', '\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 'h /'],
    ['a literal # in the target', 'GET /a#b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 'h /a#b'],
  ])('%s reaches the handler', async (_, request, seen) => {
    const { connect } = await startFront(async ({ host, rawPath }) => text(`${host} ${rawPath}`));
    const client = connect().send(request);
    const response = await client.response();
    expect(response.body.toString()).toBe(seen);
    expect(headerValue(response.headers, 'connection')).toBe('close');
    expect(await client.rest()).toBe('');
  });
});

describe('a request that stops', () => {
  it.each(['POS', 'POST / HTTP/1.1\r\nHost: h'])('inside the head %j is answered', async (start) => {
    const { connect } = await startFront(async () => text(''));
    const response = await connect().send(start).finish().response();
    expect([response.status, headerValue(response.headers, 'x-kind')]).toEqual([400, 'incomplete']);
  });

  it('inside the head for too long is answered', async () => {
    const { connect } = await startFront(async () => text(''), { headerTimeoutMs: 50 });
    const client = connect().send('GET / HTTP/1.1\r\nHost:');
    const response = await client.response();
    expect([response.status, headerValue(response.headers, 'x-kind')]).toEqual([408, 'timeout']);
    expect(await client.rest()).toBe('');
  });

  it('before its first byte is closed in silence', async () => {
    const { connect } = await startFront(async () => text(''), { headerTimeoutMs: 50 });
    expect(await connect().rest()).toBe('');
    expect(await connect().finish().rest()).toBe('');
  });
});

describe('a body that breaks', () => {
  const chunked = 'Transfer-Encoding: chunked';
  it.each<[string, string, boolean, BodyProblem['kind']]>([
    ['is shorter than declared', post('Content-Length: 10', 'abc'), true, 'incomplete'],
    ['has no last chunk', post(chunked, '3\r\nabc\r\n'), true, 'incomplete'],
    ['ends inside a chunk', post(chunked, '5\r\nabc'), true, 'incomplete'],
    ['has a chunk size that is none', post(chunked, 'xyz\r\nabc\r\n0\r\n\r\n'), false, 'malformed'],
    ['has a later chunk size that is none', post(chunked, '3\r\nabc\r\n-1\r\n'), false, 'malformed'],
    ['has a chunk longer than its size', post(chunked, '3\r\nabcd\r\n0\r\n\r\n'), false, 'malformed'],
    ['has a chunk size above 64 bits', post(chunked, `${'f'.repeat(19)}\r\nabc`), false, 'malformed'],
    [
      'has endless chunk extensions',
      post(chunked, `3;${'a'.repeat(20_000)}\r\nabc\r\n0\r\n\r\n`),
      false,
      'malformed',
    ],
    ['stops coming', post('Content-Length: 10', 'abc'), false, 'timeout'],
  ])('when it %s, the handler is told and can answer', async (_, request, finish, kind) => {
    const { connect } = await startFront(
      async ({ body }) => {
        try {
          return text(`read ${(await body.readAll(1000)).length}`);
        } catch (error) {
          return text(error instanceof Problem ? error.kind : 'another error', { status: 400 });
        }
      },
      { bodyIdleTimeoutMs: kind === 'timeout' ? 50 : 30_000 },
    );
    const client = connect().send(request);
    if (finish) client.finish();
    const response = await client.response();
    expect(response.body.toString()).toBe(kind);
    expect(headerValue(response.headers, 'connection')).toBe('close');
    expect(await client.rest()).toBe('');
  });

  it('is the same for a handler that was not reading yet', async () => {
    const { connect } = await startFront(async ({ body }) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return body.readAll(1000).then(
        () => text('read'),
        (error: unknown) => text(error instanceof Problem ? error.kind : 'another error'),
      );
    });
    expect((await connect().send(post(chunked, '3\r\nabc\r\nzz\r\n')).response()).body.toString()).toBe(
      'malformed',
    );
    const short = connect().send(post('Content-Length: 10', 'abc')).finish();
    expect((await short.response()).body.toString()).toBe('incomplete');
  });
});

describe('malformedFromError', () => {
  it('knows errors of the parser from those of the connection', () => {
    const error = (code: string): Error => Object.assign(new Error('x'), { code });
    expect(malformedFromError(error('HPE_INVALID_METHOD'))).toEqual(malformed('method'));
    expect(malformedFromError(error('HPE_SOMETHING_NEW'))).toEqual(malformed('other'));
    expect(malformedFromError(error('ERR_HTTP_REQUEST_TIMEOUT'))).toEqual(malformed('timeout'));
    expect(malformedFromError(error('ECONNRESET'))).toBeUndefined();
    expect(malformedFromError(new Error('x'))).toBeUndefined();
  });
});
