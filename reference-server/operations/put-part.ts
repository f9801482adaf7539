import type { StoredBlob } from '../store/blob.ts';
import type { Part } from '../store/upload.ts';
import { md5Of } from './content-digest.ts';
import type { OperationContext } from './context.ts';
import { bucketOf } from './context.ts';
import { handOver } from './hand-over.ts';
import { uploadOf } from './uploads.ts';

/** A part to be stored. */
export interface PutPartInput {
  readonly uploadId: string;
  readonly number: number;
  /** Received with its MD5; the handler takes the reference over. */
  readonly blob: StoredBlob;
}

/**
 * Stores a part, in place of one of the same number (T-PART-05). Its size is judged when the upload is completed
 * (T-PART-11); an upload that ended while the part was sent refuses it.
 * @throws Refused missing-bucket | missing-upload
 */
export function putPart(context: OperationContext, { uploadId, number, blob }: PutPartInput): Part {
  return handOver(blob, () => {
    uploadOf(context, uploadId);
    return bucketOf(context).putPart(context.key, uploadId, { number, blob, etag: md5Of(blob) });
  });
}
