import type { Header, HeaderList } from '../../dialects/core/headers.ts';
import { headerValue, withoutHeader } from '../../dialects/core/headers.ts';
import { joinBytes, latin1, wireBytes } from './bytes.ts';
import { parseFields } from './response-head.ts';

/** A request to be written as it is: no field is added, changed or checked unless `RawFraming` says so. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** Version in the request line; `HTTP/1.1` when absent. */
  readonly version?: string | undefined;
}

/** Content in chunks. RFC 9112 section 7.1. */
export interface ChunkedFraming {
  /** Bytes in each chunk; the last size repeats until the content is used up. One chunk with everything when empty. */
  readonly sizes: readonly number[];
  /** What stands after the size of the nth chunk, e.g. `;name=value`; the zero-size chunk counts as the last. */
  readonly extensions?: readonly string[] | undefined;
  readonly trailers?: HeaderList | undefined;
}

/**
 * How the content of a raw request is framed: nothing is added; or Content-Length is added at the end of the fields;
 * or the content is chunked, and Transfer-Encoding is added at the end if it is not among the fields.
 */
export type RawFraming = 'as-given' | 'content-length' | ChunkedFraming;

/** A raw request in bytes. */
export interface EncodedRequest {
  /** Request line and header section with the empty line. */
  readonly head: Uint8Array;
  /** Content with its transfer coding. */
  readonly content: Uint8Array;
  /** Fields as written. */
  readonly headers: HeaderList;
}

/**
 * The bytes of a request. Text is written as Latin-1, or as UTF-8 where it has characters beyond that; CR and LF are
 * not kept out.
 * @throws RangeError for a chunk size below 1, which is a mistake in the check
 */
export function encodeRequest(request: RawRequest, framing: RawFraming = 'as-given'): EncodedRequest {
  const headers = framedHeaders(request, framing);
  const lines = [
    `${request.method} ${request.target} ${request.version ?? 'HTTP/1.1'}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ];
  return {
    head: joinLines(lines),
    content: typeof framing === 'string' ? request.body : encodeChunks(request.body, framing),
    headers,
  };
}

function framedHeaders({ headers, body }: RawRequest, framing: RawFraming): HeaderList {
  if (framing === 'as-given') return headers;
  if (framing === 'content-length') {
    return [...withoutHeader(headers, 'content-length'), ['Content-Length', String(body.length)]];
  }
  if (headerValue(headers, 'transfer-encoding') !== undefined) return headers;
  return [...headers, ['Transfer-Encoding', 'chunked']];
}

function joinLines(lines: readonly string[]): Uint8Array {
  // each line by itself: one that needs UTF-8 must not turn the Latin-1 of another into UTF-8
  return joinBytes(lines.flatMap((line, index) => [wireBytes(index === 0 ? line : `\r\n${line}`)]));
}

/** `body` in the chunked coding, with the zero-size chunk and trailers. */
export function encodeChunks(body: Uint8Array, framing: ChunkedFraming): Uint8Array {
  if (framing.sizes.some((size) => !(size >= 1))) throw new RangeError('a chunk has at least one byte');
  const parts: Uint8Array[] = [];
  let at = 0;
  let index = 0;
  for (; at < body.length; index++) {
    const size = framing.sizes[index] ?? framing.sizes.at(-1) ?? body.length;
    const data = body.subarray(at, at + size);
    parts.push(
      wireBytes(`${data.length.toString(16)}${framing.extensions?.[index] ?? ''}\r\n`),
      data,
      wireBytes('\r\n'),
    );
    at += data.length;
  }
  const trailers = (framing.trailers ?? []).map(([name, value]) => `${name}: ${value}`);
  parts.push(joinLines([`0${framing.extensions?.[index] ?? ''}`, ...trailers, '', '']));
  return joinBytes(parts);
}

/** The parts of a request that was written as arbitrary bytes, as far as they can be told; for records. */
export function describeBytes(bytes: Uint8Array): {
  method: string;
  target: string;
  headers: Header[];
  headSize: number;
} {
  const text = latin1(bytes.subarray(0, 64 * 1024));
  const end = /\r?\n\r?\n/.exec(text);
  const headSize = end ? end.index + end[0].length : bytes.length;
  const [requestLine = '', ...lines] = text.slice(0, end?.index).split(/\r?\n/);
  const [method = '', target = ''] = requestLine.split(' ');
  const headers = lines.flatMap((line) => {
    const read = parseFields([line], new Set());
    return 'problem' in read ? [] : read.fields;
  });
  return { method, target, headers, headSize };
}
