import { hash } from 'node:crypto';

/** Reproducible randomness: the same seed and label give the same bytes in every run and on every machine. */
export interface SeededRandom {
  /** `size` bytes. Successive calls go on in the stream. */
  readonly bytes: (size: number) => Uint8Array;
  /** `length` characters out of `a-z0-9`. */
  readonly word: (length: number) => string;
  /** A whole number from 0 up to, not including, `bound` (at most 2^32). */
  readonly below: (bound: number) => number;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A stream named by `label` under `seed`: SHA-256 in counter mode. Not for secrets. */
export function seededRandom(seed: number, label: string): SeededRandom {
  let counter = 0;
  let pool = Buffer.alloc(0);
  const take = (size: number): Uint8Array => {
    const blocks = [pool];
    let have = pool.length;
    while (have < size) {
      const block = hash('sha256', `${seed}\u0000${label}\u0000${counter++}`, 'buffer');
      blocks.push(block);
      have += block.length;
    }
    const all = Buffer.concat(blocks, have);
    // A copy: a view would keep every large body alive that was ever drawn.
    pool = Buffer.from(all.subarray(size));
    return new Uint8Array(all.subarray(0, size));
  };
  const below = (bound: number): number => {
    const view = new DataView(take(4).buffer);
    return Math.floor((view.getUint32(0) / 2 ** 32) * bound);
  };
  return {
    bytes: take,
    below,
    word: (length) => Array.from({ length }, () => ALPHABET[below(ALPHABET.length)]).join(''),
  };
}
