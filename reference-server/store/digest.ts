import { createHash, type Hash, hash } from 'node:crypto';
import type { Digests, HashName } from './blob.ts';
import { Crc64, combineCrc64 } from './crc64.ts';

type Hashed = Exclude<HashName, 'crc64'>;

/** Computes several digests over bytes that come in pieces, which must not change before the end. */
export class DigestSet {
  readonly #names: readonly Hashed[];
  readonly #crc64: Crc64 | undefined;
  /** The first piece as long as it is the only one: hashing it in one go saves most of what small bodies cost. */
  #only: Uint8Array | undefined;
  #running: readonly Hash[] | undefined;

  constructor(names: readonly HashName[]) {
    this.#names = [...new Set(names)].filter((name) => name !== 'crc64');
    this.#crc64 = names.includes('crc64') ? new Crc64() : undefined;
  }

  update(bytes: Uint8Array): void {
    this.#crc64?.update(bytes);
    if (!this.#running && !this.#only) {
      this.#only = bytes;
      return;
    }
    this.#running ??= this.#start();
    for (const running of this.#running) running.update(bytes);
  }

  /** The digests of all bytes given; ends the computation. */
  finish(): Digests {
    const digests: Partial<Record<Hashed, string>> = {};
    for (const [at, name] of this.#names.entries()) {
      digests[name] = this.#running?.[at]?.digest('hex') ?? hash(name, this.#only ?? new Uint8Array());
    }
    return this.#crc64 ? { ...digests, crc64: this.#crc64.value } : digests;
  }

  #start(): Hash[] {
    const first = this.#only ?? new Uint8Array();
    this.#only = undefined;
    return this.#names.map((name) => createHash(name).update(first));
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
