import { Readable } from 'node:stream';
import { Client, type Dispatcher, Pool } from 'undici';
import type { WireRequest } from '../../dialects/core/request.ts';
import { ConnectionWatch } from './connection-watch.ts';
import { dial } from './dial.ts';
import type { EndpointSettings } from './endpoint.ts';
import type { Exchange } from './exchange.ts';
import { type TransportLimits, transportLimits } from './limits.ts';
import { type Outcome, ResponseCollector } from './undici-collector.ts';
import { asWritten, refusedByClient } from './undici-request.ts';

/** Content above this is handed over in pieces, so that time spent uploading is not time without a response. */
const PIECE = 64 * 1024;

/** Settings of the transport for well-formed requests. */
export interface UndiciSettings extends EndpointSettings {
  /** Most connections at a time; further requests wait. 64 when absent. */
  readonly connections?: number | undefined;
}

/** What may differ for one exchange. Limits that belong to the connection cannot. */
export interface UndiciSendOptions {
  readonly limits?: Partial<Omit<TransportLimits, 'connectMs' | 'headerBytes'>> | undefined;
}

/** Sends well-formed requests over kept-alive connections to one endpoint. */
export interface UndiciTransport {
  /** Never rejects for what the target does, or for a request that undici refuses: see `Exchange.failure`. */
  readonly send: (request: WireRequest, options?: UndiciSendOptions) => Promise<Exchange>;
  /** Closes all connections. Exchanges under way fail. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a pool of connections to one endpoint: kept alive, one request at a time on each, no redirects, no retries, no
 * decompression. Connections are made when they are needed. The certificate is checked against the endpoint's name,
 * whatever Host says.
 */
export function openUndiciTransport(settings: UndiciSettings): UndiciTransport {
  const limits = transportLimits(settings.limits);
  const authority = settings.endpoint.host;
  const pool = new Pool(settings.endpoint.origin, {
    connections: settings.connections ?? 64,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: limits.headerBytes,
    // time is kept by the collector, which is exact and tells the cases apart
    headersTimeout: 0,
    bodyTimeout: 0,
    factory: (origin, options) => new WatchedClient(origin, options, settings, limits),
  });

  const send = async (request: WireRequest, options: UndiciSendOptions = {}): Promise<Exchange> => {
    const startedAt = (settings.now ?? Date.now)();
    const started = performance.now();
    const { onWireAt = started, ...outcome } = await deliver(pool, request, settings, {
      ...limits,
      ...options.limits,
    });
    const ended = performance.now();
    return {
      request: asWritten(request, authority),
      ...outcome,
      startedAt,
      durationMs: ended - started,
      waitedMs: outcome.failure?.kind === 'not-delivered' ? 0 : ended - onWireAt,
    };
  };
  return { send, close: () => pool.destroy() };
}

async function deliver(
  pool: Pool,
  request: WireRequest,
  { endpoint }: EndpointSettings,
  limits: TransportLimits,
): Promise<Outcome> {
  const failure = refusedByClient(request);
  if (failure) return { failure, onWireAt: undefined };
  const collector = new ResponseCollector(request.method, limits);
  const options: Dispatcher.DispatchOptions & { servername: string } = {
    method: request.method,
    path: request.target,
    headers: headerPairs(request),
    body: contentOf(request.body),
    // one name for every request, or a client would drop its connection whenever Host changes
    servername: endpoint.hostname,
  };
  pool.dispatch(options, collector);
  return collector.settled;
}

function headerPairs({ headers, body }: WireRequest): string[] {
  const pairs: string[] = [];
  for (const [name, value] of headers) {
    if (name.length !== CONTENT_LENGTH.length || name.toLowerCase() !== CONTENT_LENGTH)
      pairs.push(name, value);
  }
  if (body.length > 0) pairs.push(CONTENT_LENGTH, String(body.length));
  return pairs;
}

const CONTENT_LENGTH = 'content-length';

function contentOf(body: Uint8Array): Uint8Array | Readable | null {
  if (body.length === 0) return null;
  return body.length <= PIECE ? body : Readable.from(pieces(body));
}

function* pieces(body: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += PIECE) yield body.subarray(at, at + PIECE);
}

/** A client that makes its connections our way and lets the collector watch them. */
class WatchedClient extends Client {
  readonly #watch: ConnectionWatch;

  constructor(origin: URL, options: object, settings: EndpointSettings, limits: TransportLimits) {
    const watch = new ConnectionWatch();
    super(origin, {
      ...options,
      connect: (_target, callback) => {
        dial(settings, limits.connectMs).then(
          (socket) => {
            watch.begin(socket);
            callback(null, socket);
            watch.tap(socket);
          },
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
        );
      },
    });
    this.#watch = watch;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof ResponseCollector) handler.watch = this.#watch;
    const takesMore = super.dispatch(options, handler);
    // A request that undici refuses at once is reported as "busy", too, and nothing ever says that the client is free
    // again: its pool would be one connection short for good.
    return takesMore || (handler instanceof ResponseCollector && handler.isSettled);
  }
}
