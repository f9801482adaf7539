import type { HeaderList } from '../../dialects/core/headers.ts';
import type { ByteSpan, StoredBlob } from '../store/blob.ts';

/** What went wrong with the body of a request. */
export type BodyProblemKind =
  /** The connection ended, or the client stopped, before the declared length or the last chunk. */
  | 'incomplete'
  /** More bytes than the reader allows. */
  | 'too-large'
  /** No byte for too long. */
  | 'timeout'
  /** The chunked framing is broken. */
  | 'malformed';

/** The body of a request could not be read to its end. */
export class BodyProblem extends Error {
  override readonly name = 'BodyProblem';
  readonly kind: BodyProblemKind;
  constructor(kind: BodyProblemKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The body of a request; it can be read once. Reading it answers `Expect: 100-continue`. */
export interface RequestBody {
  /** Value of Content-Length, in bytes; undefined when chunked or when the request has no body. */
  readonly declaredLength: number | undefined;
  readonly chunked: boolean;
  /** True when the framing says there is a body, even an empty one. RFC 9112 section 6. */
  readonly present: boolean;
  /** Bytes read so far. */
  readonly received: number;
  /** All bytes. @throws BodyProblem; `too-large` at once when the declared length is above `limit` */
  readAll(limit: number): Promise<Uint8Array>;
  /** The bytes as they come in. Throws BodyProblem while iterating. @param limit bytes; default: no limit */
  chunks(limit?: number): AsyncIterable<Uint8Array>;
}

/** A request as it came in. */
export interface IncomingExchange {
  readonly method: string;
  /** The request target as sent. */
  readonly target: string;
  /** Path of the target, still percent-encoded; begins with `/`, or is `*`. */
  readonly rawPath: string;
  /** Query of the target, still percent-encoded and without `?`; undefined when there is none. */
  readonly rawQuery: string | undefined;
  /** Host and port of an absolute-form target, else the Host field; undefined when there is neither. RFC 9112 section 3.3. */
  readonly host: string | undefined;
  readonly httpVersion: '1.0' | '1.1';
  /** As sent: order, letter case and repetitions kept; bytes above 0x7F as Latin-1. */
  readonly headers: HeaderList;
  readonly body: RequestBody;
  /** The client waits for an interim response before it sends the body. */
  readonly expectsContinue: boolean;
  /** Value of an Expect field other than `100-continue`, which the handler has to refuse or to ignore. */
  readonly expectation: string | undefined;
  /** When the header section was complete, by the server's clock. */
  readonly receivedAt: number;
  /** Address of the client, without port. */
  readonly remoteAddress: string;
  /** Makes a signal that is aborted when the client has gone away; hardly any handler needs one. */
  readonly signal: () => AbortSignal;
}

/**
 * The content of a response. `length` of a stream is in bytes; without it the response is chunked. `release` is called
 * once when the stream is not needed any more, also when nobody has read from it.
 */
export type ResponseBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Owns a reference on the blob, which the server gives up when it is done. Made by `blobBody`. */
  | { readonly kind: 'blob'; readonly blob: StoredBlob; readonly span: ByteSpan | undefined }
  | {
      readonly kind: 'stream';
      readonly length?: number | undefined;
      readonly chunks: AsyncIterable<Uint8Array>;
      readonly release?: (() => void) | undefined;
    };

/**
 * A response to be sent. The server adds Date, Content-Length or Transfer-Encoding, and Connection, and leaves the body
 * out where there must be none (HEAD, 1xx, 204, 304); a handler answers HEAD as it would answer GET.
 */
export interface OutgoingResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: ResponseBody;
  /** Close the connection afterwards. */
  readonly close?: boolean | undefined;
}

/** Answers a request. */
export type ExchangeHandler = (exchange: IncomingExchange) => Promise<OutgoingResponse>;
