/** How long and how much a transport reads before it gives up on a target. Times in milliseconds, sizes in bytes. */
export interface TransportLimits {
  /** Making the connection, TLS handshake included. Failure `connect-timeout`. */
  readonly connectMs: number;
  /** From the last piece of the request to the end of the response's header section. Failure `response-timeout`. */
  readonly responseMs: number;
  /** Between two pieces of the response's content. Failure `body-timeout`. */
  readonly bodyIdleMs: number;
  /** The exchange as a whole, so that a target that dribbles for ever comes to an end. Failure `deadline`. */
  readonly deadlineMs: number;
  /** Status line and header section of one response, trailers likewise. Failure `too-large-headers`. */
  readonly headerBytes: number;
  /** Content of one response. Failure `too-large-body`; what was read up to there is kept. */
  readonly bodyBytes: number;
}

/** Limits of a transport that is told nothing else. */
export const DEFAULT_LIMITS: TransportLimits = {
  connectMs: 5_000,
  responseMs: 30_000,
  bodyIdleMs: 10_000,
  deadlineMs: 120_000,
  headerBytes: 64 * 1024,
  bodyBytes: 64 * 1024 * 1024,
};

/** The defaults with what `overrides` names replaced. */
export function transportLimits(overrides: Partial<TransportLimits> = {}): TransportLimits {
  return { ...DEFAULT_LIMITS, ...overrides };
}
