import type { HeaderList } from '../../dialects/core/headers.ts';

/** A request as it went out. */
export interface SentRequest {
  readonly method: string;
  /** Request target as written in the request line. */
  readonly target: string;
  /** Header fields in the order and letter case in which they were written, framing fields included. */
  readonly headers: HeaderList;
  /** The content, without transfer coding. */
  readonly body: Uint8Array;
  readonly transport: 'undici' | 'raw';
  /** Every byte that was written, in order. Raw transport only. */
  readonly bytes?: Uint8Array | undefined;
}

/** A 1xx response that came before the final one. RFC 9110 section 15.2. */
export interface InterimResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderList;
}

/** How the end of a response's content was marked. RFC 9112 section 6.3. */
export type Framing = 'content-length' | 'chunked' | 'close' | 'none';

/** A departure from RFC 9112 that the raw reader noticed and read past. */
export type WireAnomaly =
  | 'bare-lf'
  | 'obs-fold'
  | 'space-before-colon'
  | 'invalid-field-name'
  | 'no-reason-space'
  | 'control-character'
  | 'repeated-content-length'
  | 'length-and-chunked'
  | 'length-where-none'
  | 'chunk-extension'
  | 'bytes-after-end';

/** A response as it came in. */
export interface ReceivedResponse {
  /** `1.1`, `1.0`, …; undefined where the transport does not see it (undici). */
  readonly httpVersion: string | undefined;
  readonly status: number;
  /** Reason phrase, `''` when there is none. */
  readonly reason: string;
  /** Header fields in wire order and letter case; values are the bytes read as Latin-1. */
  readonly headers: HeaderList;
  /** The content without transfer coding; what had been read so far when the exchange also has a failure. */
  readonly body: Uint8Array;
  readonly framing: Framing;
  /** Interim responses before this one, in order. */
  readonly interim: readonly InterimResponse[];
  /** Trailer fields of a chunked response, in wire order. Absent is the same as none. */
  readonly trailers?: HeaderList | undefined;
  /** Every byte from the status line to the empty line, where the transport sees them. */
  readonly head?: Uint8Array | undefined;
  /** Bytes seen on the connection after the end of the response, at most 64 KiB (raw only). */
  readonly trailing?: Uint8Array | undefined;
  /** Whether the target had closed the connection when the exchange ended (raw only). */
  readonly connection?: 'open' | 'closed' | undefined;
  /** What departs from RFC 9112 without making the response unreadable (raw only). */
  readonly anomalies?: readonly WireAnomaly[] | undefined;
}

/**
 * Why an exchange did not come to its end.
 * - `connect-refused`, `dns`, `tls`, `connect-timeout`: no connection was made
 * - `response-timeout`: no complete response header section in time
 * - `body-timeout`: the content stopped coming
 * - `deadline`: the exchange as a whole took too long
 * - `reset`: the connection was reset
 * - `closed-early`: the connection was closed before the response was complete
 * - `too-large-headers`, `too-large-body`: more than the limits allow
 * - `malformed-response`: what came is not a readable HTTP/1.x response
 * - `not-delivered`: our own client refused to send the request
 */
export type FailureKind =
  | 'connect-refused'
  | 'dns'
  | 'tls'
  | 'connect-timeout'
  | 'response-timeout'
  | 'body-timeout'
  | 'deadline'
  | 'reset'
  | 'closed-early'
  | 'too-large-headers'
  | 'too-large-body'
  | 'malformed-response'
  | 'not-delivered';

/** What a transport returns instead of throwing. */
export interface TransportFailure {
  readonly kind: FailureKind;
  /** One sentence for people: what happened and, where there is one, the remedy. No stack. */
  readonly message: string;
  /**
   * Error code or the parser's reason, e.g. `ECONNRESET` or `bad chunk size`. `reused-connection`: the target closed an
   * idle connection just as we sent; the request may not have been seen. `abandoned`: we were told to break off.
   */
  readonly detail?: string | undefined;
  /** The unreadable bytes of a `malformed-response`, from the start of the response, at most 64 KiB. */
  readonly bytes?: Uint8Array | undefined;
}

/**
 * One request and what came of it. Both `response` and `failure` are present when the header section arrived and the
 * rest did not; a complete exchange has a response and no failure.
 */
export interface Exchange {
  readonly request: SentRequest;
  readonly response?: ReceivedResponse | undefined;
  readonly failure?: TransportFailure | undefined;
  /** Final responses after the first, where several were asked for on one connection (raw only). */
  readonly further?: readonly ReceivedResponse[] | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Part of `durationMs` spent waiting for the target: not in our own queue, and not in pauses we were told to make. */
  readonly waitedMs: number;
}
