import { afterEach, describe, expect, it } from 'vitest';
import { textOf, wireRequest } from './testing/requests.ts';
import {
  answersAndResets,
  dribble,
  flood,
  sayingServer,
  scriptedServer,
  type TestServer,
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

describe('a target that misbehaves', () => {
  const send = async (starting: Promise<TestServer>, limits: UndiciSettings['limits'] = {}) => {
    const { transport } = await at(starting, { limits });
    return transport.send(wireRequest());
  };

  it('never answers', async () => {
    expect((await send(scriptedServer(() => {}))).failure?.kind).toBe('response-timeout');
  });

  it('dribbles header fields for ever', async () => {
    const slow = scriptedServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      dribble(socket, 'A: b\r\n');
    });
    expect((await send(slow)).failure?.kind).toBe('response-timeout');
  });

  it('dribbles content for ever', async () => {
    const slow = scriptedServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      dribble(socket, 'x');
    });
    const { response, failure } = await send(slow, { deadlineMs: 200 });
    expect(failure?.kind).toBe('deadline');
    expect(textOf(response?.body)).toMatch(/^x+$/);
  });

  it('stops in the middle of the content', async () => {
    const { response, failure } = await send(sayingServer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'));
    expect(failure?.kind).toBe('body-timeout');
    expect(textOf(response?.body)).toBe('abc');
  });

  it('sends content without end', async () => {
    const endless = scriptedServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      flood(socket);
    });
    const { response, failure } = await send(endless, { bodyBytes: 12_345 });
    expect(failure?.kind).toBe('too-large-body');
    expect(response?.body.length).toBe(12_345);
  });

  it.each([
    ['in one field', `A: ${'x'.repeat(2000)}\r\n`],
    ['in many fields', 'A: b\r\n'.repeat(300)],
    ['without end', `A: ${'x'.repeat(200_000)}`],
  ])('sends too large a header section %s', async (_how, fields) => {
    const large = sayingServer(`HTTP/1.1 200 OK\r\n${fields}\r\n`);
    expect((await send(large, { headerBytes: 1000 })).failure?.kind).toBe('too-large-headers');
  });

  it('sends interim responses without end', async () => {
    const { failure } = await send(sayingServer('HTTP/1.1 102 Processing\r\n\r\n'.repeat(200)));
    expect(failure?.kind).toBe('too-large-headers');
  });

  it.each([
    'HTTP/1.1 200 OK\r\n\r\nabc',
    'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc',
    'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nabc',
  ])('resets the connection in the middle of %j', async (text) => {
    const reset = scriptedServer((socket) => {
      socket.write(text);
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    const { response, failure } = await send(reset);
    expect(failure?.kind).toBe('reset');
    expect(textOf(response?.body)).toBe('abc');
  });

  it.each([
    '',
    'HTTP/1.1 200 O',
    'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc',
    'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nabc',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    'HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
  ])('closes after %j', async (text) => {
    const { response, failure } = await send(scriptedServer((socket) => socket.end(text)));
    expect(failure?.kind).toBe('closed-early');
    expect(textOf(response?.body)).toBe(text.includes('\r\n\r\n') ? 'abc' : '');
  });

  it.each([
    '220 mail.example.com ESMTP\r\n',
    'RTSP/1.0 200 OK\r\n\r\n',
    'HTTP/1.1 two hundred OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno field here\r\n\r\n',
    '\x00\x01\x02\x03',
  ])('says %j', async (text) => {
    const { response, failure } = await send(sayingServer(text));
    expect(response).toBeUndefined();
    expect(failure?.kind).toBe('malformed-response');
    expect(textOf(failure?.bytes)).toBe(text);
  });

  it('breaks off in the middle of its chunks', async () => {
    const text = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n';
    const { response, failure } = await send(sayingServer(text));
    expect(failure?.kind).toBe('malformed-response');
    expect(textOf(failure?.bytes)).toBe(text);
    expect(textOf(response?.body)).toBe('abc');
  });

  it('sends 100 Continue without being asked, which this client cannot read past', async () => {
    const { failure } = await send(sayingServer(`HTTP/1.1 100 Continue\r\n\r\n${OK}`));
    expect(failure).toMatchObject({ kind: 'malformed-response', detail: 'unexpected-continue' });
  });

  it('answers early and resets, and the answer is not lost', async () => {
    const { transport } = await at(answersAndResets());
    const exchange = await transport.send(wireRequest('PUT', { body: new Uint8Array(200_000) }));
    expect(exchange.response?.status).toBe(403);
    expect(exchange.failure).toBeUndefined();
  });

  it('does not read what we send', async () => {
    const { transport } = await at(scriptedServer((socket) => socket.pause()));
    const { failure } = await transport.send(wireRequest('PUT', { body: new Uint8Array(20_000_000) }));
    expect(failure?.kind).toBe('response-timeout');
  });

  it('keeps a request waiting for a connection beyond its deadline, which is then never sent', async () => {
    const { server, transport } = await at(
      scriptedServer(() => {}),
      { connections: 1 },
    );
    const first = transport.send(wireRequest('GET', { target: '/first' }));
    const second = await transport.send(wireRequest('GET', { target: '/second' }), {
      limits: { deadlineMs: 50 },
    });
    expect(second.failure?.kind).toBe('deadline');
    expect((await first).failure?.kind).toBe('response-timeout');
    const third = await transport.send(wireRequest('GET', { target: '/third' }));
    expect(third.failure?.kind).toBe('response-timeout');
    expect(server.received()).toContain('/third');
    expect(server.received()).not.toContain('/second');
  });
});
