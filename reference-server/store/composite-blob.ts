import type { ByteSpan, Digests, StoredBlob } from './blob.ts';
import { checkSpan, collect, holding } from './blob-read.ts';
import { digestsOfConcatenation } from './digest.ts';
import { ReferenceCount } from './reference-count.ts';

/** One blob inside a concatenation, and the offset of its first byte there. */
interface Segment {
  readonly blob: StoredBlob;
  readonly offset: number;
}

/** Concatenations up to this size are given as one piece of memory, in bytes. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Several blobs one after the other. Holds a reference on each of them. */
export class CompositeBlob implements StoredBlob {
  readonly size: number;
  readonly digests: Digests;
  readonly #segments: readonly Segment[];
  readonly #references: ReferenceCount;

  constructor(parts: readonly StoredBlob[]) {
    // Flat, so that an object appended to ten thousand times is not ten thousand levels deep.
    const blobs = parts
      .flatMap((part) => (part instanceof CompositeBlob ? part.#segments.map(({ blob }) => blob) : [part]))
      .filter(({ size }) => size > 0);
    const segments: Segment[] = [];
    let offset = 0;
    for (const blob of blobs) {
      segments.push({ blob: blob.retain(), offset });
      offset += blob.size;
    }
    this.size = offset;
    this.digests = digestsOfConcatenation(parts);
    this.#segments = segments;
    this.#references = new ReferenceCount(() => {
      for (const { blob } of segments) blob.release();
    });
  }

  retain(): this {
    this.#references.retain();
    return this;
  }

  release(): void {
    this.#references.release();
  }

  bytes(): Uint8Array | undefined {
    if (this.size > MAX_BYTES) return undefined;
    const all = new Uint8Array(this.size);
    for (const { blob, offset } of this.#segments) {
      const bytes = blob.bytes();
      if (!bytes) return undefined;
      all.set(bytes, offset);
    }
    return all;
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
    for (let index = this.#segmentAt(span.start); ; index++) {
      const segment = this.#segments[index];
      if (!segment || segment.offset > span.end) return;
      const { blob, offset } = segment;
      yield* blob.read({
        start: Math.max(span.start - offset, 0),
        end: Math.min(span.end - offset, blob.size - 1),
      });
    }
  }

  /** Index of the segment that holds the byte at `position`, by bisection. */
  #segmentAt(position: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#segments[middle]?.offset ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
