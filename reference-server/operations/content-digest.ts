import { createHash } from 'node:crypto';
import type { StoredBlob } from '../store/blob.ts';
import type { Part } from '../store/upload.ts';

/** MD5 of a blob that was received with it, in lower-case hex: the entity tag of what is uploaded in one request. */
export function md5Of(blob: StoredBlob): string {
  const { md5 } = blob.digests;
  if (md5 === undefined) throw new Error('the blob was written without an MD5');
  return md5;
}

/** Entity tag of an object made of `parts`: opaque, and different from that of the same bytes in one request. */
export function multipartTag(parts: readonly Part[]): string {
  const digest = createHash('md5');
  for (const { etag } of parts) digest.update(etag).update('\n');
  return `${digest.digest('hex')}-${parts.length}`;
}

/** Entity tag of an appendable object that had `before` (undefined when it is new) and grows by `chunk`. */
export function appendedTag(before: string | undefined, chunk: StoredBlob): string {
  const added = md5Of(chunk);
  if (before === undefined) return added;
  return createHash('md5').update(before).update('\n').update(added).digest('hex');
}
