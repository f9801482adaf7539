import type { Prepared } from '../operations/handler.ts';
import type { Upload } from '../store/upload.ts';

/** The upload that a request names, if there is one. */
export function uploadAskedFor({
  context,
  request,
}: Pick<Prepared, 'context' | 'request'>): Upload | undefined {
  return context.store.bucket(context.bucket)?.upload(context.key, request.query('uploadId') ?? '');
}
