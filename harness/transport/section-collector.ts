import { joinBytes } from './bytes.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Collects lines up to and including the first empty one, a bare LF counting as a line end. RFC 9112 section 2.2. */
export class SectionCollector {
  readonly #limit: number;
  readonly #parts: Uint8Array[] = [];
  #size = 0;
  #lineSize = 0;
  #lineStart = 0;
  #complete = false;

  /** @param limit most bytes a section may have */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  /** True once the empty line was seen. */
  get complete(): boolean {
    return this.#complete;
  }

  /** True once there were more bytes than allowed; nothing is collected from then on. */
  get overflowed(): boolean {
    return this.#size > this.#limit;
  }

  /** Takes bytes up to the end of one line. @returns how many it took */
  pushLine(bytes: Uint8Array): number {
    const end = bytes.indexOf(LF);
    const taken = end === -1 ? bytes : bytes.subarray(0, end + 1);
    if (this.#lineSize === 0) this.#lineStart = taken[0] ?? 0;
    this.#lineSize += taken.length;
    this.#size += taken.length;
    if (this.overflowed) return taken.length;
    this.#parts.push(taken);
    if (end !== -1) {
      this.#complete = this.#lineSize === 1 || (this.#lineSize === 2 && this.#lineStart === CR);
      this.#lineSize = 0;
    }
    return taken.length;
  }

  /** The first bytes collected, at most `size`. */
  start(size: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let wanted = size;
    for (const part of this.#parts) {
      if (wanted === 0) break;
      parts.push(part.subarray(0, wanted));
      wanted -= parts.at(-1)?.length ?? 0;
    }
    return joinBytes(parts);
  }

  /** Everything collected. */
  bytes(): Uint8Array {
    return joinBytes(this.#parts);
  }
}
