import { afterEach } from 'vitest';
import { type ManualClock, manualClock } from '../../store/clock.ts';
import type { ExchangeHandler, IncomingExchange, OutgoingResponse } from '../exchange.ts';
import { createHttpFront, type HttpFront, type HttpLimits } from '../server.ts';
import { RawClient } from './raw-client.ts';

/** A response of status 200 with that text. */
export function text(content: string, more: Partial<OutgoingResponse> = {}): OutgoingResponse {
  return { status: 200, headers: [], body: { kind: 'bytes', bytes: Buffer.from(content) }, ...more };
}

/** A GET request without a body. */
export const get = (path: string, fields = ''): string => `GET ${path} HTTP/1.1\r\nHost: h\r\n${fields}\r\n`;
/** A PUT request; `fields` are header lines without the last line end. */
export const put = (path: string, fields: string, body = ''): string =>
  `PUT ${path} HTTP/1.1\r\nHost: h\r\n${fields}\r\n\r\n${body}`;

/** For handlers that never answer. */
export const never = new Promise<never>(() => undefined);

/** A response of what the stream gives. */
export function stream(chunks: AsyncIterable<Uint8Array>, length?: number): OutgoingResponse {
  return { status: 200, headers: [], body: { kind: 'stream', length, chunks } };
}

/** A stream of texts. */
export async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const one of texts) yield Buffer.from(one);
}

/** A server under test. */
export interface FrontFixture {
  readonly front: HttpFront;
  readonly port: number;
  readonly clock: ManualClock;
  /** What `onFailure` was told. */
  readonly failures: unknown[];
  /** A new connection to it. */
  connect(): RawClient;
}

const open: { readonly front: HttpFront; readonly clients: RawClient[] }[] = [];

/** Starts a server; it and its connections are closed after the test. */
export async function startFront(
  handler: ExchangeHandler,
  limits: Partial<HttpLimits> = {},
): Promise<FrontFixture> {
  const clock = manualClock(Date.UTC(2018, 5, 1, 12));
  const failures: unknown[] = [];
  const front = createHttpFront({
    handler,
    clock,
    limits: { closeTimeoutMs: 5000, ...limits },
    onMalformed: ({ status, kind }) => ({
      status,
      headers: [['X-Kind', kind]],
      body: Buffer.from(`refused: ${kind}`),
    }),
    onFailure: (error: unknown, _exchange: IncomingExchange) => {
      failures.push(error);
      return { status: 500, headers: [['X-Failed', 'yes']], body: { kind: 'none' } };
    },
  });
  const clients: RawClient[] = [];
  open.push({ front, clients });
  const { port } = await front.listen(0);
  return {
    front,
    port,
    clock,
    failures,
    connect() {
      const client = new RawClient(port);
      clients.push(client);
      return client;
    },
  };
}

afterEach(async () => {
  for (const { front, clients } of open.splice(0)) {
    for (const client of clients) client.destroy();
    await front.close();
  }
});
