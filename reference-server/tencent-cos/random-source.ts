import { createHash, randomBytes } from 'node:crypto';

/**
 * Random bytes: the system's, or with a seed a sequence that repeats itself from run to run.
 * @param seed any text; undefined for the system's randomness
 */
export function randomSource(seed: string | undefined): (count: number) => Uint8Array {
  if (seed === undefined) return (count) => randomBytes(count);
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
