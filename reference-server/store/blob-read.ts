import type { ByteSpan, StoredBlob } from './blob.ts';

/** Size of the pieces in which blobs are read, in bytes. */
export const CHUNK_BYTES = 64 * 1024;

/** `span`, or all of `size` bytes; undefined when that is none. @throws RangeError when `span` is not inside */
export function checkSpan(span: ByteSpan | undefined, size: number): ByteSpan | undefined {
  if (span === undefined) return size === 0 ? undefined : { start: 0, end: size - 1 };
  const { start, end } = span;
  if (
    !(Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end && end < size)
  ) {
    throw new RangeError(`bytes ${start}-${end} are not inside ${size} bytes`);
  }
  return span;
}

/** Iterates what `chunks` gives while holding a reference on `blob`. */
export async function* holding(
  blob: StoredBlob,
  chunks: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  blob.retain();
  try {
    yield* chunks();
  } finally {
    blob.release();
  }
}

/** All bytes of a blob in one piece. */
export async function collect(blob: StoredBlob): Promise<Uint8Array> {
  const all = new Uint8Array(blob.size);
  let at = 0;
  for await (const chunk of blob.read()) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
