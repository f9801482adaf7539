import { joinBytes, latin1 } from './bytes.ts';

/** Keeps the bytes of a response head while somebody else reads the connection. */
export class HeadTap {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  /** @param limit bytes after which a head without an end is too large */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  /** Takes what came in. @returns true when the head was too large before this and still had no end */
  add(bytes: Uint8Array): boolean {
    if (this.#size > this.#limit) return true;
    this.#parts.push(bytes);
    this.#size += bytes.length;
    return false;
  }

  /** Everything kept and not yet taken. */
  bytes(): Uint8Array {
    return joinBytes(this.#parts);
  }

  /** The first complete head among the bytes, which is taken out; empty when there is none. */
  take(): Uint8Array {
    const bytes = this.bytes();
    const end = /\r?\n\r?\n/.exec(latin1(bytes));
    const size = end ? end.index + end[0].length : 0;
    this.#parts = [bytes.subarray(size)];
    this.#size = bytes.length - size;
    return bytes.subarray(0, size);
  }
}
