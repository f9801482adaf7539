import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../store/clock.ts';
import { Connection, type ConnectionSurroundings } from './connection.ts';
import type { ExchangeHandler, IncomingExchange, OutgoingResponse } from './exchange.ts';
import { DEFAULT_LIMITS, type HttpLimits } from './limits.ts';
import { malformed, type RenderMalformed } from './malformed.ts';
import { httpWire, type Wire } from './wire.ts';

export type { HttpLimits } from './limits.ts';

/** What `createHttpFront` needs. */
export interface HttpFrontOptions {
  readonly handler: ExchangeHandler;
  readonly onMalformed: RenderMalformed;
  /**
   * The response when the handler throws. Also told, and its response dropped, when a response breaks off on the way,
   * which can be the client's doing (`ResponseBroken`). It must not throw itself.
   */
  readonly onFailure: (error: unknown, exchange: IncomingExchange) => OutgoingResponse;
  readonly clock: Clock;
  readonly limits?: Partial<HttpLimits> | undefined;
  /** How responses come onto the wire; as HTTP asks for it when absent. */
  readonly wire?: Wire | undefined;
}

/** A listening HTTP server. */
export interface HttpFront {
  /** Binds; port 0 takes a free one. @returns the address it is bound to */
  listen(port: number, address?: string): Promise<{ readonly address: string; readonly port: number }>;
  /** Stops accepting, lets running exchanges end, then closes what is left. */
  close(): Promise<void>;
}

/** How often Node looks for requests that take too long, at the most, in milliseconds. */
const LONGEST_CHECK_MS = 1000;
/** A list of nothing but this one expectation. RFC 9110 section 10.1.1. */
const CONTINUE = /^[\s,]*100-continue(?:\s*,\s*100-continue)*[\s,]*$/i;

/**
 * An HTTP/1.1 server that hands every request to `handler` and answers everything else, be it ever so broken, with what
 * `onMalformed` makes of it. One handler at a time runs for each connection.
 */
export function createHttpFront(options: HttpFrontOptions): HttpFront {
  const limits: HttpLimits = { ...DEFAULT_LIMITS, ...options.limits };
  let closing = false;
  const { wire = httpWire } = options;
  const surroundings: ConnectionSurroundings = { ...options, limits, wire, isClosing: () => closing };
  const connections = new Map<Duplex, Connection>();
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    requireHostHeader: false,
    insecureHTTPParser: false,
    headersTimeout: limits.headerTimeoutMs,
    // The body has a time limit between chunks instead, which does not rule long uploads out.
    requestTimeout: 0,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(LONGEST_CHECK_MS, Math.ceil(limits.headerTimeoutMs / 2)),
  });
  // Node cuts the list of fields at this number without a word; the connection counts for itself and refuses.
  server.maxHeadersCount = 0;
  // A client that has sent its request may close its side and still wants the answer. Node has no documented option.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('connection', (socket) => {
    connections.set(socket, new Connection(socket, surroundings));
    socket.once('close', () => connections.delete(socket));
  });
  const accept = (message: IncomingMessage, target: ServerResponse, expect?: string): void => {
    const expectsContinue = expect !== undefined && CONTINUE.test(expect);
    const expectation = expectsContinue ? undefined : expect;
    connections.get(message.socket)?.accept(message, target, { expectsContinue, expectation });
  };
  // Node tells the two expectations apart by looking for 100-continue anywhere in the value.
  const acceptExpecting = (message: IncomingMessage, target: ServerResponse): void =>
    accept(message, target, message.headers.expect);
  server.on('request', (message, target) => accept(message, target));
  server.on('checkContinue', acceptExpecting);
  server.on('checkExpectation', acceptExpecting);
  server.on('connect', (message) => connections.get(message.socket)?.refuse(malformed('connect')));
  server.on('clientError', (error, socket) => connections.get(socket)?.fail(error));
  return {
    listen: (port, address = '127.0.0.1') => listen(server, port, address),
    async close() {
      closing = true;
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      for (const connection of connections.values()) if (connection.idle) connection.destroy();
      const timer = setTimeout(() => {
        for (const connection of connections.values()) connection.destroy();
      }, limits.closeTimeoutMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function listen(
  server: Server,
  port: number,
  address: string,
): Promise<{ readonly address: string; readonly port: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ address: string; port: number }>();
  server.once('error', reject);
  server.listen(port, address, () => {
    server.off('error', reject);
    const bound = server.address();
    if (bound === null || typeof bound === 'string') reject(new Error('not bound to a port'));
    else resolve({ address: bound.address, port: bound.port });
  });
  return promise;
}
