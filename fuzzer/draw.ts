import { type Arbitrary, Random } from 'fast-check';

/** One stream of random decisions: the same seed makes the same ones, in the same order. */
export interface Draw {
  /** A value of an arbitrary. */
  readonly from: <T>(arbitrary: Arbitrary<T>) => T;
  /** A whole number from 0 up to, not including, `bound`. */
  readonly below: (bound: number) => number;
  /** One of the items; undefined when there is none. */
  readonly pick: <T>(items: readonly T[]) => T | undefined;
  /** True in that share of cases, 0 to 1. */
  readonly chance: (share: number) => boolean;
}

/** Values of arbitraries are biased towards edges this strongly; fast-check's own first runs have 2. */
const BIAS = 4;

/** Draws under a seed of 32 bits. */
export function openDraw(seed: number): Draw {
  const random = new Random(new Mulberry(seed));
  const below = (bound: number): number => (bound <= 1 ? 0 : random.nextInt(0, bound - 1));
  return {
    from: (arbitrary) => arbitrary.generate(random, BIAS).value,
    below,
    pick: (items) => items[below(items.length)],
    chance: (share) => below(1_000_000) < share * 1_000_000,
  };
}

/** Mulberry32: small, fast, and of one's own, so that an upgrade of a library does not change the cases of a seed. */
class Mulberry {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  clone(): Mulberry {
    return new Mulberry(this.#state);
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) | 0;
  }

  getState(): readonly number[] {
    return [this.#state];
  }
}
