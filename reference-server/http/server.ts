import type { Clock } from '../store/clock.ts';
import type { ExchangeHandler, IncomingExchange, OutgoingResponse } from './exchange.ts';
import type { RenderMalformed } from './malformed.ts';

/** Bounds on what a client may cost. Times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  /** Request line and header section together. */
  readonly headerBytes: number;
  readonly headerCount: number;
  /** From the first byte of a request to the end of its header section. */
  readonly headerTimeoutMs: number;
  /** Between two chunks of a body. */
  readonly bodyIdleTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** How much of a body nobody read is discarded to keep the connection. */
  readonly drainBytes: number;
  readonly drainTimeoutMs: number;
  /** How long `close` waits for running exchanges. */
  readonly closeTimeoutMs: number;
}

/** What `createHttpFront` needs. */
export interface HttpFrontOptions {
  readonly handler: ExchangeHandler;
  readonly onMalformed: RenderMalformed;
  /** The response when the handler throws; it must not throw itself. */
  readonly onFailure: (error: unknown, exchange: IncomingExchange) => OutgoingResponse;
  readonly clock: Clock;
  readonly limits?: Partial<HttpLimits> | undefined;
}

/** A listening HTTP server. */
export interface HttpFront {
  /** Binds; port 0 takes a free one. @returns the address it is bound to */
  listen(port: number, address?: string): Promise<{ readonly address: string; readonly port: number }>;
  /** Stops accepting, lets running exchanges end, then closes what is left. */
  close(): Promise<void>;
}

/** Signature of the function this file exports. */
export type CreateHttpFront = (options: HttpFrontOptions) => HttpFront;
