/** Bounds on what a client may cost. Times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  /** Request line and header section together. */
  readonly headerBytes: number;
  readonly headerCount: number;
  /** From the first byte of a request to the end of its header section. */
  readonly headerTimeoutMs: number;
  /** Between two chunks of a body, in either direction. */
  readonly bodyIdleTimeoutMs: number;
  /** Between two requests on a connection. */
  readonly keepAliveTimeoutMs: number;
  /** How much of a body nobody read is discarded to keep the connection; above it the connection is closed. */
  readonly drainBytes: number;
  /** How long that is waited for, and how long a connection lingers that is closed while the client still sends. */
  readonly drainTimeoutMs: number;
  /** How long `close` waits for running exchanges. */
  readonly closeTimeoutMs: number;
}

/** What holds unless something else is asked for. */
export const DEFAULT_LIMITS: HttpLimits = {
  headerBytes: 32 * 1024,
  headerCount: 200,
  headerTimeoutMs: 30_000,
  bodyIdleTimeoutMs: 30_000,
  keepAliveTimeoutMs: 30_000,
  drainBytes: 256 * 1024,
  drainTimeoutMs: 2000,
  closeTimeoutMs: 2000,
};
