import { createHash, randomBytes } from 'node:crypto';

/** Drawn from the system at once: asking it costs far more than the few bytes of an id. */
const STOCK_BYTES = 8192;

/**
 * Random bytes: the system's, or with a seed a sequence that repeats itself from run to run.
 * @param seed any text; undefined for the system's randomness
 */
export function randomSource(seed: string | undefined): (count: number) => Uint8Array {
  if (seed === undefined) return stocked;
  let block = 0;
  return (count) => {
    const blocks: Uint8Array[] = [];
    for (let length = 0; length < count; length += 32) {
      blocks.push(createHash('sha256').update(`${block}:${seed}`).digest());
      block += 1;
    }
    return Buffer.concat(blocks).subarray(0, count);
  };
}

let stock = Buffer.alloc(0);

/** Bytes of the system's randomness that nobody else is given. */
function stocked(count: number): Uint8Array {
  if (count > STOCK_BYTES) return randomBytes(count);
  if (count > stock.length) stock = randomBytes(STOCK_BYTES);
  const drawn = stock.subarray(0, count);
  stock = stock.subarray(count);
  return drawn;
}
