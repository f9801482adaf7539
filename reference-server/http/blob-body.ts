import type { ByteSpan, StoredBlob } from '../store/blob.ts';
import type { ResponseBody } from './exchange.ts';

/** A response body of the bytes of `span` in `blob` (default: all). Takes a reference of its own, at once. */
export function blobBody(blob: StoredBlob, span?: ByteSpan): ResponseBody {
  return { kind: 'blob', blob: blob.retain(), span };
}
