import { errors } from 'undici';
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
  /** The response so far, as it came in. */
  readonly bytes: Uint8Array;
  /** True when those bytes are a 100 Continue, which undici refuses. */
  readonly refusedContinue: boolean;
  /** True when the head of the final response was complete. */
  readonly hasHead: boolean;
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
      bytes: circumstances.bytes,
    };
  }
  const reason = unreadable(error, circumstances);
  if (reason !== undefined) {
    return {
      kind: 'malformed-response',
      message: 'what came is not a readable HTTP/1.x response',
      detail: reason,
      bytes: circumstances.bytes,
    };
  }
  return lostConnection(code, error, circumstances);
}

/** The parser's reason when the bytes themselves were wrong, and did not just end too early. */
function unreadable(error: unknown, { hasHead }: Circumstances): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // the parser's errors carry no code in this version of undici, only a reason in brackets
  if (error instanceof errors.HTTPParserError) {
    const reason = /\((.*)\)$/.exec(error.message)?.[1] ?? error.message;
    return reason === END_OF_INPUT ? undefined : reason;
  }
  // without a head, a length that does not fit is no length at all
  if (error instanceof errors.ResponseContentLengthMismatchError)
    return hasHead ? undefined : 'bad Content-Length';
  return error instanceof errors.SocketError && error.message.startsWith('bad ') ? error.message : undefined;
}

const END_OF_INPUT = 'Invalid EOF state';

function isEarlyEnd(error: unknown): boolean {
  return (
    error instanceof errors.SocketError ||
    error instanceof errors.HTTPParserError ||
    error instanceof errors.ResponseContentLengthMismatchError
  );
}

function lostConnection(
  code: string,
  error: unknown,
  { broken, reused, answered }: Circumstances,
): TransportFailure {
  const idle = reused && !answered ? { detail: 'reused-connection' } : {};
  if (isEarlyEnd(error) && broken === undefined) {
    const when = answered ? 'in the middle of a response' : 'before it sent a response';
    return {
      kind: 'closed-early',
      message: `the target closed the connection ${when}`,
      detail: code,
      ...idle,
    };
  }
  if (broken === undefined && !code.startsWith('E')) {
    const message = 'the HTTP client gave up on the exchange of its own accord, or was closed';
    return { kind: 'not-delivered', message, detail: code };
  }
  return { ...brokenFailure(broken ?? error), ...idle };
}
