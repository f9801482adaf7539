import { joinBytes } from './bytes.ts';

/** The first bytes of something that may go on for ever. */
export class KeptBytes {
  readonly #limit: number;
  readonly #parts: Uint8Array[] = [];
  #room: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#room = limit;
  }

  /** Adds what there is room for. */
  add(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#room === 0) return;
    const kept = bytes.subarray(0, this.#room);
    this.#parts.push(kept);
    this.#room -= kept.length;
  }

  get size(): number {
    return this.#limit - this.#room;
  }

  bytes(): Uint8Array {
    return joinBytes(this.#parts);
  }
}
