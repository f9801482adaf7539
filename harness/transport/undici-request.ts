import type { Header, HeaderList } from '../../dialects/core/headers.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import type { WireRequest } from '../../dialects/core/request.ts';
import type { SentRequest, TransportFailure } from './exchange.ts';

/** Methods for which undici announces even an empty content. */
const EXPECT_CONTENT = new Set(['PUT', 'POST', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH']);
/** Fields undici writes itself, in places of its own. */
const WRITTEN_BY_CLIENT = new Set(['host', 'connection', 'content-length']);

/**
 * The request as undici writes it: `host` and `connection` first, then the given fields in order and letter case, then
 * `content-length`. Everything else about the fields is as given.
 * @param authority host and port of the endpoint, used when there is no Host among the fields
 */
export function asWritten(request: WireRequest, authority: string): SentRequest {
  const { method, target, headers, body } = request;
  const given = (name: string): string | undefined => headerValue(headers, name);
  const closes =
    method === 'HEAD' ||
    (given('connection') ?? '').split(',').some((option) => option.trim().toLowerCase() === 'close');
  const announced: Header[] =
    body.length > 0 || EXPECT_CONTENT.has(method) ? [['content-length', String(body.length)]] : [];
  const written: HeaderList = [
    ['host', given('host') ?? authority],
    ['connection', closes ? 'close' : 'keep-alive'],
    ...headers.filter(([name]) => !WRITTEN_BY_CLIENT.has(name.toLowerCase())),
    ...announced,
  ];
  return { method, target, headers: written, body, transport: 'undici' };
}

/**
 * Why undici would refuse a request, or would quietly send another one than was asked for; undefined when neither.
 * What it refuses by itself beyond this (invalid characters, `Expect`, `Transfer-Encoding`) is reported when it does.
 */
export function refusedByClient({ method, headers, body }: WireRequest): TransportFailure | undefined {
  const refuse = (message: string, detail: string): TransportFailure => ({
    kind: 'not-delivered',
    message: `${message}; such a request needs the raw transport`,
    detail,
  });
  if (method === 'CONNECT') return refuse('CONNECT is not sent over a shared connection', 'CONNECT');
  const length = headerValue(headers, 'content-length');
  if (length !== undefined && length !== String(body.length)) {
    return refuse(`Content-Length does not match the ${body.length} bytes of content`, 'Content-Length');
  }
  return undefined;
}
