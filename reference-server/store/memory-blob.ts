import type { ByteSpan, Digests, StoredBlob } from './blob.ts';
import { CHUNK_BYTES, checkSpan, holding } from './blob-read.ts';
import { ReferenceCount } from './reference-count.ts';

/** A blob whose bytes are in memory. */
export class MemoryBlob implements StoredBlob {
  readonly digests: Digests;
  readonly #bytes: Uint8Array;
  readonly #references: ReferenceCount;

  constructor(bytes: Uint8Array, digests: Digests, onLast: () => void) {
    this.#bytes = bytes;
    this.digests = digests;
    this.#references = new ReferenceCount(onLast);
  }

  get size(): number {
    return this.#bytes.length;
  }

  retain(): this {
    this.#references.retain();
    return this;
  }

  release(): void {
    this.#references.release();
  }

  bytes(): Uint8Array {
    return this.#bytes;
  }

  readAll(): Promise<Uint8Array> {
    return Promise.resolve(this.#bytes);
  }

  read(span?: ByteSpan): AsyncIterable<Uint8Array> {
    const inside = checkSpan(span, this.size);
    return holding(this, () => this.#chunks(inside));
  }

  async *#chunks(span: ByteSpan | undefined): AsyncGenerator<Uint8Array> {
    if (!span) return;
    for (let at = span.start; at <= span.end; at += CHUNK_BYTES) {
      yield this.#bytes.subarray(at, Math.min(at + CHUNK_BYTES, span.end + 1));
    }
  }
}
