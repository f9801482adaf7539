import type { ByteSpan, StoredBlob } from '../store/blob.ts';
import type { ResponseBody } from './exchange.ts';
import { formatContentRange, spanLength } from './range.ts';

/** What `byteranges` needs. */
export interface ByterangesOptions {
  readonly blob: StoredBlob;
  /** In the order in which they are sent. */
  readonly spans: readonly ByteSpan[];
  /** Content-Type of the whole; undefined leaves the field out of the parts. */
  readonly contentType: string | undefined;
  /** Must not occur in the content: a long random word. */
  readonly boundary: string;
}

/**
 * Several ranges as one `multipart/byteranges` body (RFC 9110 section 14.6), without preamble and without a line end
 * after the last boundary. Takes a reference of its own on the blob, at once.
 * @returns the body, and the parameter-bearing Content-Type of the response
 */
export function byteranges(options: ByterangesOptions): {
  readonly contentType: string;
  readonly body: ResponseBody;
} {
  const { blob, spans, boundary } = options;
  const parts = spans.map((span, index) => ({ span, head: partHead(options, span, index === 0) }));
  const end = Buffer.from(`\r\n--${boundary}--`, 'latin1');
  const length = parts.reduce((sum, { span, head }) => sum + head.length + spanLength(span), end.length);
  blob.retain();
  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    body: { kind: 'stream', length, chunks: chunks(blob, parts, end), release: () => blob.release() },
  };
}

function partHead(
  { blob, contentType, boundary }: ByterangesOptions,
  span: ByteSpan,
  first: boolean,
): Buffer {
  const type = contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`;
  const range = `Content-Range: ${formatContentRange(span, blob.size)}\r\n`;
  return Buffer.from(`${first ? '' : '\r\n'}--${boundary}\r\n${type}${range}\r\n`, 'latin1');
}

async function* chunks(
  blob: StoredBlob,
  parts: readonly { readonly span: ByteSpan; readonly head: Buffer }[],
  end: Buffer,
): AsyncGenerator<Uint8Array> {
  for (const { span, head } of parts) {
    yield head;
    yield* blob.read(span);
  }
  yield end;
}
