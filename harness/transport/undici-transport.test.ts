import { afterEach, describe, expect, it } from 'vitest';
import { bytesOf, textOf, wireRequest } from './testing/requests.ts';
import {
  certificate,
  httpServer,
  type Script,
  sayingServer,
  scriptedServer,
  type TestServer,
  tlsServer,
} from './testing/scripted-server.ts';
import { openUndiciTransport, type UndiciSettings, type UndiciTransport } from './undici-transport.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const servers: TestServer[] = [];
const transports: UndiciTransport[] = [];

afterEach(async () => {
  for (const transport of transports.splice(0)) await transport.close();
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

function open(settings: UndiciSettings): UndiciTransport {
  const limits = { responseMs: 300, bodyIdleMs: 300, ...settings.limits };
  const transport = openUndiciTransport({ ...settings, limits });
  transports.push(transport);
  return transport;
}

async function at(
  starting: Promise<TestServer>,
  settings: Partial<UndiciSettings> = {},
): Promise<{ server: TestServer; transport: UndiciTransport }> {
  const server = await starting;
  servers.push(server);
  return { server, transport: open({ ...settings, endpoint: server.endpoint }) };
}

/** The fields of a request head, as a server saw them. */
const fieldsOf = (head: string): string[][] =>
  head
    .split('\r\n')
    .slice(1, -2)
    .map((line) => line.split(': '));

describe('an exchange', () => {
  it('is told as it was on the wire', async () => {
    const { server, transport } = await at(
      sayingServer('HTTP/1.1 200 All well\r\nB: 1\r\na: caf\xe9 \r\nB: 2\r\nContent-Length: 2\r\n\r\nok'),
      { now: () => 42 },
    );
    const exchange = await transport.send(wireRequest('GET', { target: '/a%2Fb?x&y=' }));
    expect(server.received()).toMatch(/^GET \/a%2Fb\?x&y= HTTP\/1\.1\r\nhost: bucket\.example\.com\r\n/);
    expect(exchange).toMatchObject({
      request: { method: 'GET', target: '/a%2Fb?x&y=', transport: 'undici' },
      response: {
        httpVersion: '1.1',
        status: 200,
        reason: 'All well',
        headers: [
          ['B', '1'],
          ['a', 'caf\xe9'],
          ['B', '2'],
          ['Content-Length', '2'],
        ],
        framing: 'content-length',
        interim: [],
      },
      startedAt: 42,
    });
    expect(textOf(exchange.response?.head)).toMatch(/^HTTP\/1\.1 200 All well\r\nB: 1\r\na: caf\xe9 \r\n/);
    expect(exchange.failure).toBeUndefined();
  });

  const fields: [string, string][] = [
    ['x-B', '2'],
    ['Host', 'b.example.com'],
    ['X-a', '1'],
    ['x-B', '3'],
    ['Authorization', 'q=1'],
  ];

  it.each([
    ['GET', fields, ''],
    ['HEAD', fields, ''],
    ['DELETE', fields, ''],
    ['PUT', fields, ''],
    ['POST', fields, 'abc'],
    ['PUT', fields, 'x'.repeat(100_000)],
    ['DELETE', fields, 'abc'],
    ['PUT', [...fields, ['Content-Length', '3']], 'abc'],
    ['GET', [...fields, ['Content-Length', '0']], ''],
    ['GET', [...fields, ['Connection', 'close']], ''],
    ['GET', [], ''],
  ] as const)('records the fields of %s as they were written (%j)', async (method, headers, body) => {
    const heads: string[] = [];
    const script: Script = (socket, request) => {
      heads.push(request);
      socket.end(OK);
    };
    const { transport } = await at(scriptedServer(script));
    const { request } = await transport.send(wireRequest(method, { headers: [...headers], body }));
    expect(request.headers).toEqual(fieldsOf(heads[0] ?? ''));
  });

  it('takes content in pieces and gives it in chunks', async () => {
    const { transport } = await at(
      httpServer((request, response) => {
        request.pipe(response);
      }),
    );
    const body = 'x'.repeat(300_000);
    const { response } = await transport.send(wireRequest('PUT', { body }));
    expect(response?.framing).toBe('chunked');
    expect(textOf(response?.body)).toBe(body);
  });

  it('tells trailers and interim responses', async () => {
    const { transport } = await at(
      sayingServer(
        'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n',
      ),
    );
    const { response } = await transport.send(wireRequest());
    expect(response).toMatchObject({
      interim: [{ status: 103, reason: 'Early Hints', headers: [['Link', 'x']] }],
      trailers: [['X-Sum', '1']],
    });
  });

  it.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'],
    ['PUT', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
  ])('has no content after %s and %j', async (method, text) => {
    const { transport } = await at(sayingServer(text));
    const { response, failure } = await transport.send(wireRequest(method));
    expect(failure).toBeUndefined();
    expect(response).toMatchObject({ framing: 'none', body: new Uint8Array() });
  });

  it('neither follows redirects, nor decompresses, nor asks for either', async () => {
    const text =
      'HTTP/1.1 307 T\r\nLocation: /other\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nzz';
    const { server, transport } = await at(sayingServer(text));
    const { response } = await transport.send(wireRequest());
    expect(response?.status).toBe(307);
    expect(textOf(response?.body)).toBe('zz');
    expect(server.received()).not.toMatch(/accept-encoding|user-agent/i);
  });

  it('reads an HTTP/1.0 response to the end of the connection', async () => {
    const { transport } = await at(scriptedServer((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nabc')));
    const { response } = await transport.send(wireRequest());
    expect(response).toMatchObject({ httpVersion: '1.0', framing: 'close' });
    expect(textOf(response?.body)).toBe('abc');
  });
});

describe('connections', () => {
  it('are reused, one request at a time', async () => {
    const { server, transport } = await at(sayingServer(OK), { connections: 1 });
    const hosts = ['a', 'b', 'c'];
    const exchanges = await Promise.all(
      hosts.map((host) => transport.send(wireRequest('GET', { headers: [['Host', host]] }))),
    );
    expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200, 200]);
    expect(server.connections()).toBe(1);
  });

  it('are reused over TLS for any Host, and checked against the name of the endpoint', async () => {
    const { server, transport } = await at(
      tlsServer((socket) => socket.write(OK)),
      { ca: await certificate(), connections: 1 },
    );
    for (const host of ['a.example.com', 'b.example.com']) {
      const { response } = await transport.send(wireRequest('GET', { headers: [['Host', host]] }));
      expect(response?.status).toBe(200);
    }
    expect(server.connections()).toBe(1);
  });

  it('that the target closes while idle are not mistaken for a wrong answer', async () => {
    let count = 0;
    const { transport } = await at(
      scriptedServer((socket) => {
        if (++count === 1) socket.write(OK);
        else socket.destroy();
      }),
      { connections: 1 },
    );
    expect((await transport.send(wireRequest())).response?.status).toBe(200);
    const { failure } = await transport.send(wireRequest());
    expect(failure).toMatchObject({ detail: 'reused-connection' });
    expect(['closed-early', 'reset']).toContain(failure?.kind);
    expect(count).toBe(2);
  });

  it('are given up with the transport', async () => {
    const { transport } = await at(scriptedServer(() => {}));
    const pending = transport.send(wireRequest());
    await transport.close();
    expect((await pending).failure?.kind).toBe('not-delivered');
    expect((await transport.send(wireRequest())).failure?.kind).toBe('not-delivered');
  });
});

describe('a request that undici does not send', () => {
  it.each([
    ['Expect', wireRequest('PUT', { headers: [['Expect', '100-continue']], body: 'a' })],
    ['Transfer-Encoding', wireRequest('PUT', { headers: [['Transfer-Encoding', 'chunked']], body: 'a' })],
    ['a wrong Content-Length', wireRequest('PUT', { headers: [['Content-Length', '2']], body: 'a' })],
    ['a wrong Content-Length without content', wireRequest('PUT', { headers: [['Content-Length', '2']] })],
    ['a line break in a field', wireRequest('GET', { headers: [['A', 'b\r\nC: d']] })],
    ['a field name that is none', wireRequest('GET', { headers: [['A b', 'c']] })],
    [
      'two Host fields',
      wireRequest('GET', {
        headers: [
          ['Host', 'a'],
          ['host', 'b'],
        ],
      }),
    ],
    ['a space in the target', wireRequest('GET', { target: '/a b' })],
    ['a target that is no path', wireRequest('GET', { target: 'x' })],
    ['a method that is none', wireRequest('GET it')],
    ['CONNECT', wireRequest('CONNECT')],
  ])('is one with %s', async (_what, request) => {
    const { server, transport } = await at(sayingServer(OK));
    const { response, failure, waitedMs } = await transport.send(request);
    expect(response).toBeUndefined();
    expect(failure?.kind).toBe('not-delivered');
    expect(failure?.message).toContain('raw transport');
    expect(waitedMs).toBe(0);
    expect(server.received()).toBe('');
  });
});

describe('requests that undici refused', () => {
  it('keep no connection from those that come after', async () => {
    const { transport } = await at(sayingServer(OK), { connections: 1 });
    const refused = wireRequest('PUT', { headers: [['Expect', '100-continue']], body: 'a' });
    for (const request of [refused, wireRequest(), refused, refused, wireRequest()]) {
      const { failure } = await transport.send(request);
      expect(failure?.kind).toBe(request === refused ? 'not-delivered' : undefined);
    }
    const all = [refused, wireRequest(), refused, wireRequest()].map((request) => transport.send(request));
    const kinds = (await Promise.all(all)).map(({ failure }) => failure?.kind);
    expect(kinds).toEqual(['not-delivered', undefined, 'not-delivered', undefined]);
  });
});

describe('a connection that cannot be made', () => {
  it('is refused where nothing listens', async () => {
    const server = await sayingServer('');
    await server[Symbol.asyncDispose]();
    const transport = open({ endpoint: server.endpoint });
    const exchanges = await Promise.all([transport.send(wireRequest()), transport.send(wireRequest())]);
    expect(exchanges.map(({ failure }) => failure?.kind)).toEqual(['connect-refused', 'connect-refused']);
  });

  it('has a name that does not resolve', async () => {
    const transport = open({ endpoint: new URL('http://no-such-host.invalid') });
    expect((await transport.send(wireRequest())).failure?.kind).toBe('dns');
  });

  it('does not finish its TLS handshake', async () => {
    const { server } = await at(scriptedServer(() => {}));
    const endpoint = new URL(server.endpoint.href.replace('http:', 'https:'));
    const transport = open({ endpoint, limits: { connectMs: 100 } });
    expect((await transport.send(wireRequest())).failure?.kind).toBe('connect-timeout');
  });

  it('presents a certificate nobody vouches for, unless that is accepted', async () => {
    const { server, transport } = await at(tlsServer((socket) => socket.write(OK)));
    const { failure } = await transport.send(wireRequest());
    expect(failure?.kind).toBe('tls');
    expect(failure?.message).toContain('insecure: true');
    const { endpoint } = server;
    expect((await open({ endpoint, insecure: true }).send(wireRequest())).response?.status).toBe(200);
    const other = open({ endpoint, ca: await certificate(), serverName: 'other.example' });
    expect((await other.send(wireRequest())).failure).toMatchObject({
      kind: 'tls',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });
});

it('sends bytes beyond ASCII as they are', async () => {
  const { server, transport } = await at(sayingServer(OK));
  const body = bytesOf('\x00\xff');
  await transport.send(wireRequest('PUT', { headers: [['A', '\xe9']], body }));
  expect(server.received()).toContain('A: \xe9\r\n');
  expect(server.received().endsWith('\r\n\r\n\x00\xff')).toBe(true);
});
