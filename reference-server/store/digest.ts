import { createHash, type Hash } from 'node:crypto';
import type { Digests, HashName } from './blob.ts';
import { Crc64, combineCrc64 } from './crc64.ts';

/** Computes several digests over bytes that come in pieces. */
export class DigestSet {
  readonly #hashes: readonly (readonly [Exclude<HashName, 'crc64'>, Hash])[];
  readonly #crc64: Crc64 | undefined;

  constructor(names: readonly HashName[]) {
    const wanted = new Set(names);
    this.#crc64 = wanted.delete('crc64') ? new Crc64() : undefined;
    this.#hashes = [...wanted].flatMap((name) => (name === 'crc64' ? [] : [[name, createHash(name)]]));
  }

  update(bytes: Uint8Array): void {
    for (const [, hash] of this.#hashes) hash.update(bytes);
    this.#crc64?.update(bytes);
  }

  /** The digests of all bytes given; ends the computation. */
  finish(): Digests {
    const digests: Partial<Record<Exclude<HashName, 'crc64'>, string>> = {};
    for (const [name, hash] of this.#hashes) digests[name] = hash.digest('hex');
    return this.#crc64 ? { ...digests, crc64: this.#crc64.value } : digests;
  }
}

/** What is known of the digests of a concatenation: the CRC-64 when all parts have theirs, all of a single part. */
export function digestsOfConcatenation(
  parts: readonly { readonly size: number; readonly digests: Digests }[],
): Digests {
  const [first, ...rest] = parts;
  if (!first || rest.length === 0) return first?.digests ?? {};
  let crc = first.digests.crc64;
  for (const { size, digests } of rest) {
    if (crc === undefined || digests.crc64 === undefined) return {};
    crc = combineCrc64(crc, digests.crc64, size);
  }
  return crc === undefined ? {} : { crc64: crc };
}
