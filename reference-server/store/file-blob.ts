import { open } from 'node:fs/promises';
import type { ByteSpan, Digests, StoredBlob } from './blob.ts';
import { CHUNK_BYTES, checkSpan, collect, holding } from './blob-read.ts';
import { ReferenceCount } from './reference-count.ts';

/** A blob whose bytes are in a file of their own. */
export class FileBlob implements StoredBlob {
  readonly size: number;
  readonly digests: Digests;
  readonly #path: string;
  readonly #references: ReferenceCount;

  constructor(path: string, size: number, digests: Digests, onLast: () => void) {
    this.#path = path;
    this.size = size;
    this.digests = digests;
    this.#references = new ReferenceCount(onLast);
  }

  retain(): this {
    this.#references.retain();
    return this;
  }

  release(): void {
    this.#references.release();
  }

  bytes(): undefined {
    return undefined;
  }

  readAll(): Promise<Uint8Array> {
    return collect(this);
  }

  read(span?: ByteSpan): AsyncIterable<Uint8Array> {
    const inside = checkSpan(span, this.size);
    return holding(this, () => this.#chunks(inside));
  }

  async *#chunks(span: ByteSpan | undefined): AsyncGenerator<Uint8Array> {
    if (!span) return;
    const file = await open(this.#path, 'r');
    try {
      for (let at = span.start; at <= span.end; ) {
        const wanted = Math.min(CHUNK_BYTES, span.end + 1 - at);
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
        if (bytesRead === 0) throw new Error('a temporary file has become shorter');
        yield bytesRead === wanted ? buffer : buffer.subarray(0, bytesRead);
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
  }
}
