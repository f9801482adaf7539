import { afterEach, describe, expect, it } from 'vitest';
import type { EndpointSettings } from './endpoint.ts';
import { evenPauses } from './raw-plan.ts';
import { sendRaw } from './raw-transport.ts';
import { bytesOf, textOf, wireRequest } from './testing/requests.ts';
import {
  certificate,
  httpServer,
  sayingServer,
  scriptedServer,
  type TestServer,
  tlsServer,
} from './testing/scripted-server.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const servers: TestServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

async function at(
  starting: Promise<TestServer>,
): Promise<{ server: TestServer; settings: EndpointSettings }> {
  const server = await starting;
  servers.push(server);
  return { server, settings: { endpoint: server.endpoint, limits: { responseMs: 300, bodyIdleMs: 300 } } };
}

describe('a raw exchange', () => {
  it('writes exactly what it is given and tells so', async () => {
    const { server, settings } = await at(sayingServer(OK));
    const request = wireRequest('PUT', {
      target: '/k?x',
      headers: [
        ['hOST', 'b'],
        ['A', '1'],
        ['A', '2'],
      ],
      body: 'abc',
    });
    const exchange = await sendRaw({ ...settings, now: () => 42 }, request);
    const written = 'PUT /k?x HTTP/1.1\r\nhOST: b\r\nA: 1\r\nA: 2\r\n\r\nabc';
    expect(textOf(exchange.request.bytes)).toBe(written);
    expect(server.received()).toBe(written);
    expect(exchange).toMatchObject({
      request: { method: 'PUT', target: '/k?x', headers: request.headers, transport: 'raw' },
      response: { httpVersion: '1.1', status: 200, reason: 'OK', connection: 'open', anomalies: [] },
      startedAt: 42,
    });
    expect(exchange.failure).toBeUndefined();
    expect(textOf(exchange.response?.body)).toBe('ok');
  });

  it('talks to an ordinary server, chunked both ways', async () => {
    const { settings } = await at(
      httpServer((request, response) => {
        request.pipe(response);
      }),
    );
    const { response } = await sendRaw(settings, wireRequest('PUT', { body: 'x'.repeat(200_000) }), {
      framing: { sizes: [1, 1000] },
    });
    expect(response?.framing).toBe('chunked');
    expect(textOf(response?.body)).toBe('x'.repeat(200_000));
  });

  it('sends arbitrary bytes, and reads an answer to HEAD as such', async () => {
    const { server, settings } = await at(sayingServer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'));
    const exchange = await sendRaw(settings, { bytes: bytesOf('HEAD /x HTTP/1.1\r\nhost:b\r\n\r\n') });
    expect(exchange.request).toMatchObject({ method: 'HEAD', target: '/x', headers: [['host', 'b']] });
    expect(exchange.response?.framing).toBe('none');
    expect(server.received()).toBe('HEAD /x HTTP/1.1\r\nhost:b\r\n\r\n');
  });

  it('makes the pauses it is told to, and does not count them as waiting', async () => {
    const { server, settings } = await at(sayingServer(OK));
    const request = wireRequest('GET', { headers: [['Host', 'b']] });
    const exchange = await sendRaw(settings, request, { pauses: evenPauses(27, 9, 20) });
    expect(exchange.response?.status).toBe(200);
    expect(server.received()).toBe('GET / HTTP/1.1\r\nHost: b\r\n\r\n');
    expect(exchange.waitedMs).toBeLessThan(exchange.durationMs);
  });

  it('does not take its own pauses for the target being slow', async () => {
    const { settings } = await at(sayingServer(OK));
    const { response } = await sendRaw(settings, wireRequest(), {
      pauses: [{ after: 5, ms: 500 }],
      limits: { responseMs: 300, deadlineMs: 300 },
    });
    expect(response?.status).toBe(200);
  });

  it('reads the responses to pipelined requests', async () => {
    let count = 0;
    const { settings } = await at(
      scriptedServer((socket) => {
        count++;
        socket.write(`HTTP/1.1 20${count} OK\r\nContent-Length: 5\r\n\r\n${count === 1 ? 'first' : ''}`);
      }),
    );
    const bytes = bytesOf('GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\n');
    const exchange = await sendRaw(settings, { bytes }, { responsesTo: ['GET', 'HEAD'] });
    expect(exchange.response?.status).toBe(201);
    expect(exchange.further?.map(({ status }) => status)).toEqual([202]);
  });

  it('reads nothing as a response behind one that closes the connection', async () => {
    const closing = 'HTTP/1.1 400 Bad\r\nContent-Length: 5\r\nConnection: x, Close\r\n\r\n';
    const { settings } = await at(scriptedServer((socket) => socket.end(`${closing}<no/>`)));
    const bytes = bytesOf('<a/>\r\nHEAD / HTTP/1.1\r\n\r\nHEAD / HTTP/1.1\r\n\r\n');
    const exchange = await sendRaw(settings, { bytes }, { responsesTo: ['HEAD', 'HEAD'], lingerMs: 2000 });
    expect([exchange.response?.status, exchange.failure]).toEqual([400, undefined]);
    expect(textOf(exchange.response?.trailing)).toBe('<no/>');
  });

  it('shows what comes after the end, and the end of the connection, when told to linger', async () => {
    const { settings } = await at(scriptedServer((socket) => socket.end(`${OK}extra`)));
    const { response } = await sendRaw(settings, wireRequest(), { lingerMs: 2000 });
    expect(textOf(response?.trailing)).toBe('extra');
    expect(response).toMatchObject({ connection: 'closed', anomalies: ['bytes-after-end'] });
  });

  it('half-closes after the last byte', async () => {
    const { settings } = await at(
      scriptedServer((socket) => {
        socket.on('end', () => socket.end('HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n'));
      }),
    );
    const { response } = await sendRaw(settings, wireRequest(), { halfClose: true });
    expect(response?.status).toBe(400);
  });
});

it('writes without waiting for a response when none is asked for', async () => {
  const { settings } = await at(scriptedServer(() => {}));
  const exchange = await sendRaw(settings, wireRequest(), { responsesTo: [] });
  expect(exchange.request.bytes?.length).toBeGreaterThan(0);
  expect([exchange.response, exchange.failure]).toEqual([undefined, undefined]);
});

describe('expectContinue', () => {
  const request = wireRequest('PUT', { headers: [['Content-Length', '3']], body: 'abc' });

  it('sends the content after 100 Continue', async () => {
    const { server, settings } = await at(
      scriptedServer((socket) => {
        socket.write('HTTP/1.1 100 Continue\r\n\r\n');
        socket.once('data', () => socket.write(OK));
      }),
    );
    const { response } = await sendRaw(settings, request, { expectContinue: { waitMs: 5000 } });
    expect(response).toMatchObject({ status: 200, interim: [{ status: 100 }] });
    expect(server.received()).toMatch(/Expect: 100-continue\r\n\r\nabc$/);
  });

  it('does not send it after a final response', async () => {
    const { server, settings } = await at(
      sayingServer('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
    );
    const exchange = await sendRaw(settings, request, { expectContinue: { waitMs: 5000 } });
    expect(exchange.response?.status).toBe(403);
    expect(textOf(exchange.request.bytes)).not.toContain('abc');
    expect(server.received()).not.toContain('abc');
  });

  it('sends it anyway when the target says nothing', async () => {
    const { settings } = await at(scriptedServer((socket) => socket.once('data', () => socket.write(OK))));
    const { response } = await sendRaw(settings, request, { expectContinue: { waitMs: 20 } });
    expect(response?.status).toBe(200);
  });
});

describe('a broken upload', () => {
  const request = wireRequest('PUT', { headers: [['Content-Length', '100000']], body: 'x'.repeat(100_000) });

  it.each(['close', 'reset'] as const)('that ends in a %s has no response', async (afterwards) => {
    const { server, settings } = await at(scriptedServer(() => {}));
    const exchange = await sendRaw(settings, request, { stopAfter: { bytes: 50, afterwards } });
    expect(exchange.failure).toMatchObject({ kind: 'closed-early', detail: 'abandoned' });
    expect(exchange.response).toBeUndefined();
    expect(textOf(exchange.request.bytes)).toHaveLength(50);
    expect(server.received().length).toBeLessThanOrEqual(50);
  });

  it('that ends in a half-close can be answered', async () => {
    const { settings } = await at(
      scriptedServer((socket) => {
        socket.on('end', () => socket.end('HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n'));
      }),
    );
    const exchange = await sendRaw(settings, request, { stopAfter: { bytes: 60, afterwards: 'half-close' } });
    expect(exchange.response?.status).toBe(400);
    expect(exchange.request.bytes).toHaveLength(60);
  });

  it('that just stops is waited for', async () => {
    const { settings } = await at(scriptedServer(() => {}));
    const { failure } = await sendRaw(settings, request, { stopAfter: { bytes: 50, afterwards: 'wait' } });
    expect(failure?.kind).toBe('response-timeout');
  });

  it('is noticed when the target answers early and stops reading', async () => {
    const { settings } = await at(
      scriptedServer((socket) => {
        socket.pause();
        socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    const large = wireRequest('PUT', { body: new Uint8Array(20_000_000) });
    const exchange = await sendRaw(settings, large, { framing: 'content-length' });
    expect(exchange.response?.status).toBe(403);
    expect(exchange.failure).toBeUndefined();
    expect(exchange.request.bytes?.length).toBeLessThan(20_000_000);
  });
});

describe('a connection that cannot be made', () => {
  it('is refused where nothing listens', async () => {
    const server = await sayingServer('');
    await server[Symbol.asyncDispose]();
    const { failure, request } = await sendRaw({ endpoint: server.endpoint }, wireRequest());
    expect(failure?.kind).toBe('connect-refused');
    expect(request.bytes).toHaveLength(0);
  });

  it('has a name that does not resolve', async () => {
    const endpoint = new URL('http://no-such-host.invalid');
    expect((await sendRaw({ endpoint }, wireRequest())).failure?.kind).toBe('dns');
  });

  it('does not finish its TLS handshake', async () => {
    const { settings } = await at(scriptedServer(() => {}));
    const endpoint = new URL(settings.endpoint.href.replace('http:', 'https:'));
    const { failure } = await sendRaw({ endpoint, limits: { connectMs: 100 } }, wireRequest());
    expect(failure?.kind).toBe('connect-timeout');
  });

  it('meets a server without TLS', async () => {
    const { settings } = await at(httpServer(() => {}));
    const endpoint = new URL(settings.endpoint.href.replace('http:', 'https:'));
    expect((await sendRaw({ endpoint }, wireRequest())).failure?.kind).toBe('tls');
  });
});

describe('TLS', () => {
  it('trusts the authority it is given, and nobody else', async () => {
    const { settings } = await at(tlsServer((socket) => socket.write(OK)));
    const untrusted = await sendRaw(settings, wireRequest());
    expect(untrusted.failure?.kind).toBe('tls');
    expect(untrusted.failure?.message).toContain('insecure: true');
    const ca = await certificate();
    expect((await sendRaw({ ...settings, ca }, wireRequest())).response?.status).toBe(200);
    expect((await sendRaw({ ...settings, insecure: true }, wireRequest())).response?.status).toBe(200);
  });

  it('checks the name', async () => {
    const { settings } = await at(tlsServer((socket) => socket.write(OK)));
    const ca = await certificate();
    const other = await sendRaw({ ...settings, ca, serverName: 'other.example' }, wireRequest());
    expect(other.failure).toMatchObject({ kind: 'tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    const { response } = await sendRaw({ ...settings, ca, serverName: 'localhost' }, wireRequest());
    expect(response?.status).toBe(200);
  });
});
