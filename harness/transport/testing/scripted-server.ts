import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createNetServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** A server of a test, on a port of its own. */
export interface TestServer extends AsyncDisposable {
  readonly endpoint: URL;
  /** Connections made to it so far. */
  readonly connections: () => number;
  /** Everything clients sent, over all connections, as Latin-1. */
  readonly received: () => string;
}

const testdata = new URL('../testdata/', import.meta.url);

/** The certificate of `tlsServer`, which is its own authority. */
export function certificate(): Promise<string> {
  return readFile(new URL('server.cert.pem', testdata), 'utf8');
}

/** What a scripted server does with a connection once it has read a request head. */
export type Script = (socket: Socket, request: string) => void;

/**
 * A server that runs `script` for each request head that comes in (the empty line ends it), whatever else it is.
 */
export async function scriptedServer(script: Script): Promise<TestServer> {
  return listen(createNetServer(), 'http', script);
}

/** The same behind TLS with the test certificate. */
export async function tlsServer(script: Script): Promise<TestServer> {
  const key = await readFile(new URL('server.key.pem', testdata), 'utf8');
  return listen(createTlsServer({ key, cert: await certificate() }), 'https', script);
}

/** A server that says `text` to each request and leaves the connection open. */
export function sayingServer(text: string): Promise<TestServer> {
  return scriptedServer((socket) => socket.write(text, 'latin1'));
}

/** Sends `text` again and again until the connection is closed. */
export function dribble(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.on('close', () => clearInterval(timer));
}

/** Sends as much as the connection takes until it is closed. */
export function flood(socket: Socket): void {
  const more = (): void => {
    while (socket.writable && socket.write('x'.repeat(10_000)));
  };
  socket.on('drain', more);
  more();
}

/** A server that refuses an upload at its head and closes with the rest unread, which resets the connection. */
export function answersAndResets(): Promise<TestServer> {
  return scriptedServer((socket) => {
    socket.pause();
    socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n', () => socket.destroy());
  });
}

/** An ordinary HTTP server. */
export async function httpServer(listener: RequestListener): Promise<TestServer> {
  return listen(createHttpServer(listener), 'http', undefined);
}

async function listen(server: Server, scheme: string, script: Script | undefined): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let received = '';
  server.on('connection', (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  if (script) {
    server.on(scheme === 'https' ? 'secureConnection' : 'connection', (socket: Socket) => {
      let head = '';
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        head += chunk.toString('latin1');
        for (let end = head.indexOf('\r\n\r\n'); end !== -1; end = head.indexOf('\r\n\r\n')) {
          const request = head.slice(0, end + 4);
          head = head.slice(end + 4);
          script(socket, request);
        }
      });
    });
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    endpoint: new URL(`${scheme}://127.0.0.1:${port}`),
    connections: () => connections,
    received: () => received,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
