import type { IncomingMessage } from 'node:http';
import { type Header, type HeaderList, headerValue, headerValues } from '../../dialects/core/headers.ts';
import type { IncomingExchange } from './exchange.ts';
import { type Malformed, malformed } from './malformed.ts';
import { type BodyFraming, framingOf, type IncomingBody } from './request-body.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';

/** The head of a request that HTTP does not rule out. */
export interface RequestHead {
  readonly headers: HeaderList;
  readonly target: RequestTarget;
  readonly framing: BodyFraming;
  readonly httpVersion: '1.0' | '1.1';
}

/** Checks what Node's parser lets through although RFC 9112 rules it out. */
export function readHead(message: IncomingMessage, maxHeaders: number): RequestHead | Malformed {
  const headers = pairHeaders(message.rawHeaders);
  if (headers.length > maxHeaders) return malformed('too-many-headers');
  if (message.httpVersionMajor !== 1 || message.httpVersionMinor > 1) return malformed('version');
  const httpVersion = message.httpVersionMinor === 0 ? '1.0' : '1.1';
  const target = parseTarget(message.url ?? '');
  if (!target) return malformed('target');
  if (headerValues(headers, 'host').length > 1) return malformed('host');
  const coding = headerValue(headers, 'transfer-encoding');
  if (coding !== undefined) {
    if (httpVersion === '1.0') return malformed('transfer-encoding');
    // RFC 9112 section 6.1: 501 for a coding that is not understood.
    if (headerValues(headers, 'transfer-encoding').join().trim().toLowerCase() !== 'chunked') {
      return malformed('transfer-encoding', 501);
    }
  }
  return { headers, target, framing: framingOf(headers), httpVersion };
}

/** True for what `readHead` gives when it refuses. */
export function isMalformed(head: RequestHead | Malformed): head is Malformed {
  return 'kind' in head;
}

/** What of an exchange does not stand in its head. */
export interface ExchangeCircumstances {
  readonly body: IncomingBody;
  readonly expectsContinue: boolean;
  readonly expectation: string | undefined;
  readonly receivedAt: number;
  readonly signal: () => AbortSignal;
}

/** The exchange a handler gets to see. */
export function incomingExchange(
  message: IncomingMessage,
  head: RequestHead,
  circumstances: ExchangeCircumstances,
): IncomingExchange {
  return {
    ...circumstances,
    method: message.method ?? '',
    target: message.url ?? '',
    rawPath: head.target.path,
    rawQuery: head.target.query,
    host: head.target.authority ?? headerValue(head.headers, 'host'),
    httpVersion: head.httpVersion,
    headers: head.headers,
    remoteAddress: message.socket.remoteAddress ?? '',
  };
}

/** Header fields as `rawHeaders` gives them: names and values in turn. */
function pairHeaders(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return headers;
}
