import { afterEach, describe, expect, it } from 'vitest';
import type { EndpointSettings } from './endpoint.ts';
import { sendRaw } from './raw-transport.ts';
import { textOf, wireRequest } from './testing/requests.ts';
import {
  answersAndResets,
  dribble,
  flood,
  sayingServer,
  scriptedServer,
  type TestServer,
} from './testing/scripted-server.ts';

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

describe('a target that misbehaves', () => {
  const send = async (starting: Promise<TestServer>, options = {}) => {
    const { settings } = await at(starting);
    return sendRaw(settings, wireRequest(), options);
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
    const { response, failure } = await send(slow, { limits: { deadlineMs: 200 } });
    expect(failure?.kind).toBe('deadline');
    expect(textOf(response?.body)).toMatch(/^x+$/);
  });

  it('dribbles interim responses for ever', async () => {
    const slow = scriptedServer((socket) => {
      dribble(socket, 'HTTP/1.1 102 Processing\r\n\r\n');
    });
    expect((await send(slow, { limits: { deadlineMs: 200 } })).failure?.kind).toBe('deadline');
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
    const { response, failure } = await send(endless, { limits: { bodyBytes: 12_345 } });
    expect(failure?.kind).toBe('too-large-body');
    expect(response?.body.length).toBe(12_345);
  });

  it('sends too large a header section', async () => {
    const large = sayingServer(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(70_000)}\r\n\r\n`);
    expect((await send(large)).failure?.kind).toBe('too-large-headers');
  });

  it('resets the connection in the middle of the content', async () => {
    const reset = scriptedServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\nabc');
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    const { response, failure } = await send(reset);
    expect(failure?.kind).toBe('reset');
    expect(textOf(response?.body)).toBe('abc');
  });

  it('answers early and resets, and the answer is not lost', async () => {
    const { settings } = await at(answersAndResets());
    const large = wireRequest('PUT', { body: new Uint8Array(200_000) });
    const exchange = await sendRaw(settings, large, { framing: 'content-length' });
    expect(exchange.response?.status).toBe(403);
    expect(exchange.failure).toBeUndefined();
  });

  it('closes without a word', async () => {
    const { failure } = await send(scriptedServer((socket) => socket.end()));
    expect(failure?.kind).toBe('closed-early');
  });

  it('says something else than HTTP', async () => {
    const { failure } = await send(sayingServer('220 mail.example.com ESMTP\r\n'));
    expect(failure?.kind).toBe('malformed-response');
    expect(textOf(failure?.bytes)).toBe('220 mail.example.com ESMTP\r\n');
  });
});
