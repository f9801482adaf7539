import type { HeaderList } from '../../dialects/core/headers.ts';
import { joinBytes, latin1 } from './bytes.ts';
import type { FailureKind, WireAnomaly } from './exchange.ts';
import { type ContentFraming, parseFields } from './response-head.ts';
import { SectionCollector } from './section-collector.ts';

/** A chunk size line longer than this is an attack and no chunk extension. */
const CHUNK_LINE_BYTES = 8 * 1024;
const LF = 0x0a;
const CR = 0x0d;

type State = 'counted' | 'until-close' | 'chunk-size' | 'chunk-data' | 'chunk-end' | 'trailers' | 'complete';

/** Why content cannot be read on. */
export interface ContentFailure {
  readonly kind: Extract<FailureKind, 'malformed-response' | 'too-large-body' | 'too-large-headers'>;
  readonly detail: string;
}

/**
 * Takes the transfer coding off the content of one response, in whatever pieces it arrives. Stops at the end of the
 * content, at the first byte that cannot be read, and when there is more than the limit. RFC 9112 sections 6 and 7.
 */
export class ContentDecoder {
  readonly #limit: number;
  readonly #parts: Uint8Array[] = [];
  readonly #anomalies = new Set<WireAnomaly>();
  readonly #trailers: SectionCollector;
  #trailerFields: HeaderList | undefined;
  #state: State;
  #size = 0;
  #left: number;
  #line: Uint8Array[] = [];
  #lineSize = 0;
  #sawCr = false;
  #failure: ContentFailure | undefined;

  constructor(content: ContentFraming, limits: { headerBytes: number; bodyBytes: number }) {
    this.#limit = limits.bodyBytes;
    this.#trailers = new SectionCollector(limits.headerBytes);
    this.#left = content.length;
    this.#state = initialState(content);
  }

  get complete(): boolean {
    return this.#state === 'complete';
  }

  get failure(): ContentFailure | undefined {
    return this.#failure;
  }

  get anomalies(): readonly WireAnomaly[] {
    return [...this.#anomalies];
  }

  get trailers(): HeaderList | undefined {
    return this.#trailerFields;
  }

  /** What was decoded so far. */
  body(): Uint8Array {
    return joinBytes(this.#parts);
  }

  /** The connection was closed: which only completes content that goes on until then. */
  end(): void {
    if (this.#state === 'until-close') this.#state = 'complete';
  }

  /** Takes some bytes, at least one unless it is complete or failed. @returns how many it took */
  push(bytes: Uint8Array): number {
    switch (this.#state) {
      case 'counted':
      case 'chunk-data':
        return this.#takeCounted(bytes);
      case 'until-close':
        this.#keep(bytes);
        return bytes.length;
      case 'chunk-size':
        return this.#takeChunkSize(bytes);
      case 'chunk-end':
        return this.#takeChunkEnd(bytes);
      case 'trailers':
        return this.#takeTrailers(bytes);
      case 'complete':
        return 0;
      default:
        return this.#state satisfies never;
    }
  }

  #takeCounted(bytes: Uint8Array): number {
    const taken = bytes.subarray(0, Math.min(this.#left, bytes.length));
    this.#left -= taken.length;
    this.#keep(taken);
    if (this.#left === 0) this.#state = this.#state === 'counted' ? 'complete' : 'chunk-end';
    return taken.length;
  }

  #keep(bytes: Uint8Array): void {
    const room = this.#limit - this.#size;
    if (bytes.length > room) this.#fail('too-large-body', `more than ${this.#limit} bytes of content`);
    const kept = bytes.subarray(0, room);
    this.#size += kept.length;
    this.#parts.push(kept);
  }

  #takeChunkSize(bytes: Uint8Array): number {
    const end = bytes.indexOf(LF);
    const taken = end === -1 ? bytes : bytes.subarray(0, end + 1);
    this.#lineSize += taken.length;
    if (this.#lineSize > CHUNK_LINE_BYTES) this.#fail('malformed-response', 'chunk size line too long');
    else this.#line.push(taken);
    if (end !== -1 && !this.#failure) this.#startChunk(latin1(joinBytes(this.#line)));
    return taken.length;
  }

  #startChunk(line: string): void {
    this.#line = [];
    this.#lineSize = 0;
    const matched = /^([0-9A-Fa-f]{1,13})[ \t]*(;[^\r\n]*)?(\r?)\n$/.exec(line);
    if (!matched) {
      this.#fail('malformed-response', 'bad chunk size');
      return;
    }
    const [, size = '', extension, cr] = matched;
    if (extension !== undefined) this.#anomalies.add('chunk-extension');
    if (cr === '') this.#anomalies.add('bare-lf');
    this.#left = Number.parseInt(size, 16);
    this.#state = this.#left === 0 ? 'trailers' : 'chunk-data';
  }

  #takeChunkEnd(bytes: Uint8Array): number {
    if (bytes[0] === CR && !this.#sawCr) {
      this.#sawCr = true;
      return 1;
    }
    if (bytes[0] !== LF) {
      this.#fail('malformed-response', 'chunk longer than its size');
      return 0;
    }
    if (!this.#sawCr) this.#anomalies.add('bare-lf');
    this.#sawCr = false;
    this.#state = 'chunk-size';
    return 1;
  }

  #takeTrailers(bytes: Uint8Array): number {
    const taken = this.#trailers.pushLine(bytes);
    if (this.#trailers.overflowed) this.#fail('too-large-headers', 'trailer section too large');
    else if (this.#trailers.complete) this.#readTrailers();
    return taken;
  }

  #readTrailers(): void {
    this.#state = 'complete';
    const lines = latin1(this.#trailers.bytes()).split('\n').slice(0, -1);
    if (lines.some((line) => !line.endsWith('\r'))) this.#anomalies.add('bare-lf');
    const read = parseFields(
      lines.slice(0, -1).map((line) => line.replace(/\r$/, '')),
      this.#anomalies,
    );
    if ('problem' in read) this.#fail('malformed-response', `trailers: ${read.problem}`);
    else if (read.fields.length > 0) this.#trailerFields = read.fields;
  }

  #fail(kind: ContentFailure['kind'], detail: string): void {
    this.#failure ??= { kind, detail };
  }
}

function initialState({ framing, length }: ContentFraming): State {
  switch (framing) {
    case 'none':
      return 'complete';
    case 'content-length':
      return length === 0 ? 'complete' : 'counted';
    case 'chunked':
      return 'chunk-size';
    case 'close':
      return 'until-close';
    default:
      return framing satisfies never;
  }
}
