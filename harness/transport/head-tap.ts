import { joinBytes } from './bytes.ts';

const LF = 0x0a;
const CR = 0x0d;

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
    const [first = new Uint8Array()] = this.#parts;
    const bytes = this.#parts.length === 1 ? first : this.bytes();
    const size = headSize(bytes);
    this.#parts = [bytes.subarray(size)];
    this.#size = bytes.length - size;
    return bytes.subarray(0, size);
  }
}

/** Bytes up to and including the first empty line, a bare LF counting as a line end; 0 when there is none. */
function headSize(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return 0;
}
