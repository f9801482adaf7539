import type { Upload } from '../store/upload.ts';
import { INITIATOR } from './attributes.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { type ObjectDraft, objectProperties } from './object-draft.ts';
import { refuse } from './refuse.ts';

/** Begins a multipart upload of the addressed key. Nothing of it is seen as an object before its end. @throws Refused missing-bucket */
export function createUpload(context: OperationContext, draft: ObjectDraft): Upload {
  const bucket = bucketOf(context);
  const properties = objectProperties(context, draft);
  return bucket.createUpload({
    key: context.key,
    initiator: context.caller?.account ?? '',
    properties: {
      ...properties,
      attributes: properties.attributes.with(INITIATOR, { caller: context.caller }),
    },
  });
}

/**
 * The unfinished upload `id` of the addressed key; that of another key does not count (T-PART-13).
 * @throws Refused missing-bucket | missing-upload
 */
export function uploadOf(context: OperationContext, id: string): Upload {
  return bucketOf(context).upload(context.key, id) ?? refuse('missing-upload');
}

/** Ends the upload and drops its parts; an object of the key stays. @throws Refused missing-bucket | missing-upload */
export function abortUpload(context: OperationContext, id: string): void {
  uploadOf(context, id);
  bucketOf(context).abortUpload(context.key, id);
}
