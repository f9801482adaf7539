import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { Exchange } from '../../transport/exchange.ts';

/** What matters of an answer in a test; the rest is plain. */
export interface Answer {
  /** Method of the request. Default GET. */
  readonly method?: string;
  /** Default `/`. */
  readonly target?: string;
  /** Default 200. */
  readonly status?: number;
  readonly headers?: HeaderList;
  readonly body?: string;
  /** Statuses of interim responses. */
  readonly interim?: readonly number[];
}

/** An exchange with that answer. */
export function exchangeOf({
  method = 'GET',
  target = '/',
  status = 200,
  headers = [],
  body = '',
  interim = [],
}: Answer): Exchange {
  return {
    request: { method, target, headers: [], body: new Uint8Array(), transport: 'undici' },
    response: {
      httpVersion: '1.1',
      status,
      reason: '',
      headers,
      body: Buffer.from(body),
      framing: 'content-length',
      interim: interim.map((code) => ({ status: code, reason: '', headers: [] })),
    },
    startedAt: 0,
    durationMs: 1,
    waitedMs: 1,
  };
}
