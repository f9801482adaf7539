import type { Dialect } from '../dialects/core/dialect.ts';
import { textAt } from '../dialects/core/document-access.ts';
import type { Exchange, FailureKind } from '../harness/transport/exchange.ts';
import { readBody } from '../harness/verify/read-body.ts';

/** What came of a request, as coarsely as findings and feedback need it. */
export type OutcomeKind =
  /** 1xx to 3xx. */
  | 'accepted'
  /** 4xx. */
  | 'refused'
  /** 5xx. */
  | 'server-error'
  /** The connection was closed or reset without a response. */
  | 'cut-off'
  /** No response in time. */
  | 'hang'
  /** What came cannot be read. */
  | 'unreadable'
  /** No connection, so nothing is known. */
  | 'infrastructure'
  /** Our own client did not send it. */
  | 'not-delivered';

const FAILURES: Readonly<Record<FailureKind, OutcomeKind>> = {
  'connect-refused': 'infrastructure',
  dns: 'infrastructure',
  tls: 'infrastructure',
  'connect-timeout': 'infrastructure',
  'response-timeout': 'hang',
  'body-timeout': 'hang',
  deadline: 'hang',
  reset: 'cut-off',
  'closed-early': 'cut-off',
  'too-large-headers': 'unreadable',
  'too-large-body': 'unreadable',
  'malformed-response': 'unreadable',
  'not-delivered': 'not-delivered',
};

/** The kind of outcome of an exchange. */
export function outcomeKind({ response, failure }: Exchange): OutcomeKind {
  if (failure && !(response && FAILURES[failure.kind] === 'cut-off')) return FAILURES[failure.kind];
  if (!response) return 'cut-off';
  if (response.status >= 500) return 'server-error';
  return response.status >= 400 ? 'refused' : 'accepted';
}

/** Throttling: says nothing of the request. RFC 6585 section 4, RFC 9110 section 15.6.4. */
export function isThrottled({ response }: Exchange): boolean {
  if (response === undefined) return false;
  return (
    response.status === 429 ||
    (response.status === 503 && response.headers.some(([name]) => /^retry-after$/i.test(name)))
  );
}

/** Nobody is waited for longer than this, ms. */
const LONGEST_PAUSE_MS = 5_000;

/** How long a throttling server asks to be left alone, ms; 0 where it does not. RFC 9110 section 10.2.3. */
export function pauseAsked(exchange: Exchange): number {
  if (!isThrottled(exchange)) return 0;
  const value = exchange.response?.headers.find(([name]) => /^retry-after$/i.test(name))?.[1] ?? '1';
  const seconds = /^\d{1,6}$/.test(value.trim()) ? Number(value) : 1;
  return Math.min(seconds * 1000, LONGEST_PAUSE_MS);
}

/** The error code of a refusal; undefined where there is none. */
export function errorCodeOf(dialect: Dialect, { response }: Exchange): string | undefined {
  const { document, code } = dialect.error;
  if (document === undefined || !response || response.status < 400 || response.body.length === 0)
    return undefined;
  const text = textAt(readBody(dialect, document, response.body).value, code);
  // What a server makes up has no place in an id.
  return text !== undefined && /^[A-Za-z0-9.]{1,60}$/.test(text) ? text : undefined;
}

/** An outcome in a word or two: `200`, `404 NoSuchKey`, `cut-off`. */
export function outcomeText(dialect: Dialect, exchange: Exchange): string {
  const kind = outcomeKind(exchange);
  if (!exchange.response || kind === 'hang' || kind === 'unreadable') return kind;
  const code = errorCodeOf(dialect, exchange);
  return code === undefined ? String(exchange.response.status) : `${exchange.response.status} ${code}`;
}

/**
 * Whether more than the outcomes can be compared: they are the same, or only the code of a refusal is lost, which may have
 * lost more than that.
 */
export function isComparable(ours: string, theirs: string): boolean {
  return ours === theirs || theirs.startsWith(`${ours} `);
}

/** True for a refusal: by status, or by closing the connection. */
export function isRefusal(exchange: Exchange): boolean {
  const kind = outcomeKind(exchange);
  return kind === 'refused' || kind === 'cut-off';
}

/** True when the server says it did what was asked. */
export function isDone({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}
