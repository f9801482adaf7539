import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Header, HeaderList } from '../../dialects/core/headers.ts';
import type { OutgoingResponse, ResponseBody } from './exchange.ts';
import { formatHttpDate } from './http-date.ts';
import { spanLength } from './range.ts';

/** Fields that only the server can set right; what a handler says of them is dropped. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

/** Circumstances of one response. */
export interface ResponseCircumstances {
  readonly method: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Close the connection afterwards. */
  readonly close: boolean;
  /** How long the client may take to make room for more, in milliseconds. */
  readonly idleTimeoutMs: number;
  /** Awaited when the content is out and before the response is ended: what still has to be read of the request. */
  readonly beforeEnd: (() => Promise<void>) | undefined;
}

/** The client has gone or takes nothing any more, or the body is not as long as it said. */
export class ResponseBroken extends Error {
  override readonly name = 'ResponseBroken';
  readonly reason: 'client' | 'length';
  constructor(reason: ResponseBroken['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Number of bytes of a body; undefined when it is not known beforehand. */
export function bodyLength(body: ResponseBody): number | undefined {
  switch (body.kind) {
    case 'none':
      return 0;
    case 'bytes':
      return body.bytes.length;
    case 'blob':
      return body.span ? spanLength(body.span) : body.blob.size;
    case 'stream':
      return body.length;
  }
}

/** Gives up what a body holds that has been sent, or never will be. */
export function releaseBody(body: ResponseBody): void {
  if (body.kind === 'blob') body.blob.release();
  if (body.kind === 'stream') body.release?.();
}

/** Header fields of a response in wire order: Date first, then the handler's own, then framing. RFC 9112 section 6. */
export function responseHeaders(response: OutgoingResponse, circumstances: ResponseCircumstances): Header[] {
  const { status, body } = response;
  const own = response.headers.filter(([name]) => !FRAMING.has(name.toLowerCase()));
  const length = status < 200 || status === 204 || status === 304 ? undefined : bodyLength(body);
  const framing: Header[] = length === undefined ? [] : [['Content-Length', String(length)]];
  if (circumstances.close) framing.push(['Connection', 'close']);
  return [['Date', formatHttpDate(circumstances.now)], ...own, ...framing];
}

/** True for responses that never have content. RFC 9110 sections 9.3.2 and 6.4.1. */
export function isBodiless(method: string, status: number): boolean {
  return method === 'HEAD' || status < 200 || status === 204 || status === 304;
}

/** Pieces in which bytes in memory are written, so that the time a client may take is per piece. */
const PIECE_BYTES = 64 * 1024;

/**
 * Sends a response to its end, with backpressure. The caller gives the body up afterwards.
 * @param headers all of its header fields, framing included
 * @throws ResponseBroken; whatever the body's stream throws; TypeError for header fields that cannot be sent
 */
export async function sendResponse(
  target: ServerResponse,
  response: OutgoingResponse,
  circumstances: ResponseCircumstances,
  headers: HeaderList = responseHeaders(response, circumstances),
): Promise<void> {
  const { beforeEnd, idleTimeoutMs } = circumstances;
  target.sendDate = false;
  target.writeHead(response.status, STATUS_CODES[response.status] ?? 'Unknown', headers.flat());
  const hasContent = !isBodiless(circumstances.method, response.status);
  const whole = hasContent && !beforeEnd ? wholeBody(response.body) : undefined;
  if (hasContent && !whole) await sendBody(target, response.body, idleTimeoutMs);
  if (beforeEnd) {
    target.flushHeaders();
    await beforeEnd();
  }
  checkOpen(target);
  // Head and content that are written at once travel together.
  if (whole?.length) target.end(whole);
  else target.end();
  await happened(target, 'finish', idleTimeoutMs);
}

/** All bytes of a body that are in memory and few enough to be sent as one piece; undefined for any other. */
function wholeBody(body: ResponseBody): Uint8Array | undefined {
  if (body.kind === 'bytes') return body.bytes.length <= PIECE_BYTES ? body.bytes : undefined;
  if (body.kind !== 'blob' || (bodyLength(body) ?? 0) > PIECE_BYTES) return undefined;
  const { blob, span } = body;
  return span ? blob.bytes()?.subarray(span.start, span.end + 1) : blob.bytes();
}

async function sendBody(target: ServerResponse, body: ResponseBody, idleTimeoutMs: number): Promise<void> {
  const expected = bodyLength(body);
  let sent = 0;
  for await (const chunk of chunksOf(body)) {
    checkOpen(target);
    if (chunk.length === 0) continue;
    sent += chunk.length;
    if (expected !== undefined && sent > expected)
      throw new ResponseBroken('length', 'the body is longer than it said');
    if (!target.write(chunk)) await happened(target, 'drain', idleTimeoutMs);
  }
  if (expected !== undefined && sent < expected)
    throw new ResponseBroken('length', 'the body is shorter than it said');
}

/** The content of a body as it is sent. */
export function chunksOf(body: ResponseBody): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  switch (body.kind) {
    case 'none':
      return [];
    case 'bytes':
      return pieces(body.bytes);
    case 'blob':
      return body.blob.read(body.span);
    case 'stream':
      return body.chunks;
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

function checkOpen(target: ServerResponse): void {
  if (target.destroyed) throw new ResponseBroken('client', 'the client is gone');
}

/** Waits for an event of the response, which takes a client that reads. */
function happened(target: ServerResponse, event: 'drain' | 'finish', ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (problem?: string): void => {
      clearTimeout(timer);
      target.off(event, done);
      target.off('close', closed);
      if (problem === undefined) resolve();
      else reject(new ResponseBroken('client', problem));
    };
    const done = (): void => settle();
    const closed = (): void => settle('the client is gone');
    // What the system has taken over already waits for nobody.
    const timer =
      target.writableLength === 0
        ? undefined
        : setTimeout(() => settle('the client takes nothing any more'), ms);
    target.on(event, done);
    target.on('close', closed);
  });
}
