import type { TransportFailure } from './exchange.ts';
import { brokenFailure, DialError, errorCode } from './failure.ts';

/** What was known of the exchange when undici gave up on it. */
export interface Circumstances {
  /** False when nothing was written for this request. */
  readonly onWire: boolean;
  /** True when a byte of a response to this request was seen. */
  readonly answered: boolean;
  /** True when the connection had carried a request before. */
  readonly reused: boolean;
  /** The error the connection itself broke with. */
  readonly broken: unknown;
  /** Bytes of the response head under way. */
  readonly headBytes: Uint8Array;
  /** Status of the last interim response read from those bytes, if undici refused it. */
  readonly refusedContinue: boolean;
}

/** Names an undici error by what it means for the exchange. */
export function undiciFailure(error: unknown, circumstances: Circumstances): TransportFailure {
  if (error instanceof DialError) return error.failure;
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : '';
  if (!circumstances.onWire) {
    return {
      kind: 'not-delivered',
      message: `the HTTP client refused the request (${message || code}); the raw transport sends anything`,
      detail: code,
    };
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { kind: 'too-large-headers', message: 'more header fields than allowed', detail: code };
  }
  if (circumstances.refusedContinue) {
    return {
      kind: 'malformed-response',
      message:
        '100 Continue came without being asked for, which this client cannot read past; use the raw transport',
      detail: 'unexpected-continue',
      bytes: circumstances.headBytes,
    };
  }
  if (isUnreadable(code, message)) {
    return {
      kind: 'malformed-response',
      message: 'what came is not a readable HTTP/1.x response',
      detail: code === 'UND_ERR_SOCKET' ? message : code,
      bytes: circumstances.headBytes,
    };
  }
  return lostConnection(code, error, circumstances);
}

function isUnreadable(code: string, message: string): boolean {
  if (code.startsWith('HPE_')) return code !== 'HPE_INVALID_EOF_STATE';
  return code === 'UND_ERR_SOCKET' && message.startsWith('bad ');
}

const CLOSED = new Set(['UND_ERR_SOCKET', 'HPE_INVALID_EOF_STATE', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);

function lostConnection(
  code: string,
  error: unknown,
  { broken, reused, answered }: Circumstances,
): TransportFailure {
  const idle = reused && !answered ? { detail: 'reused-connection' } : {};
  if (CLOSED.has(code) && broken === undefined) {
    const when = answered ? 'in the middle of a response' : 'before it sent a response';
    return {
      kind: 'closed-early',
      message: `the target closed the connection ${when}`,
      detail: code,
      ...idle,
    };
  }
  return { ...brokenFailure(broken ?? error), ...idle };
}
