import type { BlobWriter, HashName, StoredBlob } from '../store/blob.ts';
import type { Prepared } from './handler.ts';
import { refuse } from './refuse.ts';

/** What `receiveBytes` is to hold the body against. */
export interface ReceiveOptions {
  /** Largest body in bytes; a larger one is refused, at once when its length is declared. */
  readonly limit: number;
  /** Whether a body without declared length is taken when it is chunked. */
  readonly chunked: 'accept' | 'refuse';
  /** Told of the blob to be when its first byte is waited for. */
  readonly begun?: ((writer: BlobWriter) => void) | undefined;
  /** Digests to compute beside MD5. */
  readonly hashes?: readonly HashName[] | undefined;
}

/**
 * Reads the body of a request into a blob, which the caller owns: hand it to the store or `release` it. The MD5 the
 * client declares is compared; a mismatch leaves nothing behind.
 * @throws Refused missing-content-length | entity-too-large | incomplete-body | bad-digest
 */
export async function receiveBytes(
  { request, context }: Prepared,
  options: ReceiveOptions,
): Promise<StoredBlob> {
  const { body } = request;
  if (body.declaredLength === undefined && !(body.chunked && options.chunked === 'accept')) {
    return refuse('missing-content-length');
  }
  if ((body.declaredLength ?? 0) > options.limit) return refuse('entity-too-large');
  const hashes = [...new Set<HashName>(['md5', ...(options.hashes ?? [])])];
  const blob = await context.store.blobs.receive(body.chunks(options.limit), hashes, options.begun);
  if (request.contentMd5 !== undefined && request.contentMd5 !== blob.digests.md5) {
    blob.release();
    return refuse('bad-digest');
  }
  return blob;
}
