import { textAt, valuesAt } from '../../../dialects/core/document-access.ts';
import {
  type CompleteUploadInput,
  completeUpload,
  type ListedPart,
} from '../../operations/complete-upload.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { abortUpload, createUpload } from '../../operations/uploads.ts';
import { documentReply, emptyReply } from '../reply.ts';
import { draftFrom } from './draft.ts';
import { objectLocation } from './location.ts';
import { resultHeaders } from './object-headers.ts';

/** Bindings of the beginning and the ends of a multipart upload. T-INIT, T-COMPL, T-ABORT. */
export const uploadBindings: Readonly<Record<string, Binding>> = {
  InitiateMultipartUpload: bind({
    decode: ({ request, context }) => draftFrom(request, context),
    handle: createUpload,
    render: ({ key, id }, { context }) =>
      documentReply('InitiateMultipartUploadResult', { Bucket: context.bucket, Key: key, UploadId: id }),
  }),
  CompleteMultipartUpload: bind({
    decode: decodeParts,
    handle: completeUpload,
    render: (completed, prepared) => {
      const { key, etag } = completed.object;
      const { bucket } = prepared.context;
      return documentReply(
        'CompleteMultipartUploadResult',
        { Location: objectLocation(prepared, key), Bucket: bucket, Key: key, ETag: `"${etag}"` },
        { headers: resultHeaders(completed) },
      );
    },
  }),
  AbortMultipartUpload: bind({
    decode: uploadIdOf,
    handle: abortUpload,
    render: () => emptyReply(204),
  }),
};

/** The upload a request names; an empty id is that of no upload. */
export function uploadIdOf({ request }: Prepared): string {
  return request.query('uploadId') ?? '';
}

function decodeParts(prepared: Prepared): CompleteUploadInput {
  const parts = valuesAt(prepared.request.document, 'Part').map(
    (part): ListedPart => ({
      number: Number(textAt(part, 'PartNumber')),
      etag: unquoted(textAt(part, 'ETag') ?? ''),
    }),
  );
  return { uploadId: uploadIdOf(prepared), parts };
}

/** Clients list entity tags with quotes, with entities for quotes and without. T-COMPL-23. */
function unquoted(etag: string): string {
  const trimmed = etag.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"')
    ? trimmed.slice(1, -1)
    : trimmed;
}
