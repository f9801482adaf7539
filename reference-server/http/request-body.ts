import type { IncomingMessage } from 'node:http';
import { type HeaderList, headerValue } from '../../dialects/core/headers.ts';
import { BodyProblem, type BodyProblemKind, type RequestBody } from './exchange.ts';

/** How the header section frames the body. RFC 9112 section 6. */
export interface BodyFraming {
  readonly present: boolean;
  readonly chunked: boolean;
  readonly declaredLength: number | undefined;
}

/** Reads the framing out of header fields that the HTTP parser has accepted. */
export function framingOf(headers: HeaderList): BodyFraming {
  const chunked = headerValue(headers, 'transfer-encoding') !== undefined;
  const length = chunked ? undefined : headerValue(headers, 'content-length');
  const declaredLength = length === undefined ? undefined : Number(length);
  return { present: chunked || length !== undefined, chunked, declaredLength };
}

/** What `IncomingBody` needs to know of the exchange it belongs to. */
export interface IncomingBodyOptions {
  readonly framing: BodyFraming;
  /** Called once, before the first byte is waited for. */
  readonly onFirstRead: () => void;
  readonly idleTimeoutMs: number;
}

const MESSAGES: Readonly<Record<BodyProblemKind, string>> = {
  incomplete: 'the body ended before its declared length or its last chunk',
  'too-large': 'the body is larger than is allowed here',
  timeout: 'nothing was received of the body for too long',
  malformed: 'the chunked framing of the body is broken',
};

/** The body of a request while it comes in: a handler takes chunks, and the connection tells when it breaks. */
export class IncomingBody implements RequestBody {
  readonly declaredLength: number | undefined;
  readonly chunked: boolean;
  readonly present: boolean;
  readonly #source: IncomingMessage;
  readonly #options: IncomingBodyOptions;
  #received = 0;
  #started = false;
  #taken = false;
  #watched = false;
  #failure: BodyProblem | undefined;
  #wake: () => void = () => undefined;

  constructor(source: IncomingMessage, options: IncomingBodyOptions) {
    this.#source = source;
    this.#options = options;
    this.declaredLength = options.framing.declaredLength;
    this.chunked = options.framing.chunked;
    this.present = options.framing.present;
  }

  get received(): number {
    return this.#received;
  }

  /** True when all of it has come in, read or not. */
  get complete(): boolean {
    return this.#source.complete || this.#source.readableEnded;
  }

  /** True when it cannot come in any more. */
  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** True once somebody has begun to read. */
  get started(): boolean {
    return this.#started;
  }

  /** Breaks the body off: whoever reads it gets a BodyProblem. */
  fail(kind: BodyProblemKind): void {
    this.#failure ??= new BodyProblem(kind, MESSAGES[kind]);
    this.#wake();
  }

  async readAll(limit: number): Promise<Uint8Array> {
    if ((this.declaredLength ?? 0) > limit) throw new BodyProblem('too-large', MESSAGES['too-large']);
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.chunks(limit)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async *chunks(limit: number = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#taken) throw new Error('the body is read a second time');
    this.#taken = true;
    if ((this.declaredLength ?? 0) > limit) throw new BodyProblem('too-large', MESSAGES['too-large']);
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) {
      if (this.#received > limit) throw new BodyProblem('too-large', MESSAGES['too-large']);
      yield chunk;
      // The end of the message comes later, when the parser is done with the packet.
      if (this.#received === this.declaredLength) return;
    }
  }

  /**
   * Discards what nobody has read.
   * @returns true when the end was reached within `bytes` and `ms`
   */
  async drain(bytes: number, ms: number): Promise<boolean> {
    const limit = this.#received + bytes;
    const timer = setTimeout(() => this.fail('timeout'), ms);
    try {
      while (await this.#next()) if (this.#received > limit) return false;
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The next chunk; undefined at the end. */
  async #next(): Promise<Uint8Array | undefined> {
    if (!this.#started) {
      this.#started = true;
      this.#options.onFirstRead();
    }
    for (;;) {
      if (this.#failure) throw this.#failure;
      const chunk: unknown = this.#source.read();
      if (chunk instanceof Uint8Array) {
        this.#received += chunk.length;
        return chunk;
      }
      if (this.complete) return undefined;
      if (this.#source.destroyed) this.fail('incomplete');
      else await this.#event();
    }
  }

  /** Waits until something happens to the body, and fails it when nothing does. */
  async #event(): Promise<void> {
    this.#watch();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => this.fail('timeout'), this.#options.idleTimeoutMs);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
    this.#wake = () => undefined;
  }

  /** Many bodies are there before anybody reads them, and need none of this. */
  #watch(): void {
    if (this.#watched) return;
    this.#watched = true;
    const wake = (): void => this.#wake();
    // The reader finds out by itself what an error or the end of the connection means for the body.
    for (const event of ['readable', 'end', 'error', 'close']) this.#source.on(event, wake);
  }
}
