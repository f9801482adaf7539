/** Digests a blob may carry. */
export type HashName = 'md5' | 'sha1' | 'sha256' | 'crc64';

/** Digests of a blob's bytes; those not asked for when it was written, or unknown for a concatenation, are absent. */
export interface Digests {
  /** Lower-case hex. */
  readonly md5?: string | undefined;
  /** Lower-case hex. */
  readonly sha1?: string | undefined;
  /** Lower-case hex. */
  readonly sha256?: string | undefined;
  /** CRC-64/XZ as an unsigned number. A concatenation has it when all its parts have. */
  readonly crc64?: bigint | undefined;
}

/** Offset of the first and of the last byte, both counted from 0 and both included. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Immutable bytes, in memory or in a temporary file. References are counted: whoever is given a blob by `commit`,
 * `from`, `concat` or `retain` owns one reference and gives it up with `release` or hands it to the store (`put`,
 * `putPart`, `append` take it over). A blob found in an object record is the record's: retain it before the next
 * `await`, or hand it to `blobBody`, which does. The file is removed with the last reference.
 */
export interface StoredBlob {
  readonly size: number;
  readonly digests: Digests;
  /** One more reference; returns the same blob. @throws Error when the last one is already gone */
  retain(): StoredBlob;
  /** One reference less. */
  release(): void;
  /** All bytes at once when they are in memory, else undefined. Not to be written to. */
  bytes(): Uint8Array | undefined;
  /** All bytes, wherever they are; only for blobs the caller knows to be small. */
  readAll(): Promise<Uint8Array>;
  /**
   * The bytes of `span` (default: all), in chunks of at most 64 KiB from files. Holds a reference from the first `next`
   * to the end, also when the reader stops early. @throws RangeError when `span` is not inside the blob
   */
  read(span?: ByteSpan): AsyncIterable<Uint8Array>;
}

/** Receives the bytes of a blob to be. Exactly one of `commit` and `discard` ends it. */
export interface BlobWriter {
  /** Bytes taken so far. */
  readonly size: number;
  /** Takes a chunk; resolves when there is room for the next. The chunk must not change afterwards. */
  write(chunk: Uint8Array): Promise<void>;
  /** The bytes taken before the call, as long as the blob is not discarded; for readers that do not wait for the end. */
  written(): AsyncIterable<Uint8Array>;
  /** Ends the writing. The caller owns the blob. */
  commit(): Promise<StoredBlob>;
  /** Ends the writing and leaves nothing behind. Does nothing after `commit` or `discard`. */
  discard(): Promise<void>;
}

/** Where blobs live: memory up to a bound, above it files in a directory of its own. */
export interface BlobStore {
  /** @param hashes digests to compute; default: those the blob store was made with */
  writer(hashes?: readonly HashName[]): BlobWriter;
  /** A blob of `bytes`, which must not change afterwards; kept in memory. */
  from(bytes: Uint8Array, hashes?: readonly HashName[]): StoredBlob;
  /**
   * Writes all of `source` into a blob; when it fails, nothing stays and the error is passed on.
   * @param begun told of the writer, for whoever wants to read before the end
   */
  receive(
    source: AsyncIterable<Uint8Array>,
    hashes?: readonly HashName[],
    begun?: (writer: BlobWriter) => void,
  ): Promise<StoredBlob>;
  /** The blobs one after the other as one, without copying. Takes a reference of its own on each. */
  concat(blobs: readonly StoredBlob[]): StoredBlob;
  /** Removes all files. Blobs are unusable afterwards. */
  close(): Promise<void>;
}
