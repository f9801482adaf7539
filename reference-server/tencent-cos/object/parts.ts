import { type CopyPartInput, copyPart } from '../../operations/copy-part.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { type PutPartInput, putPart } from '../../operations/put-part.ts';
import { receiveBytes } from '../../operations/receive-bytes.ts';
import { refuse } from '../../operations/refuse.ts';
import { uploadOf } from '../../operations/uploads.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import type { ByteSpan } from '../../store/blob.ts';
import { documentReply, emptyReply } from '../reply.ts';
import { isoSeconds } from '../times.ts';
import { copySourceOf } from './copy-source.ts';
import { crcHeader, etagHeader } from './object-headers.ts';
import { uploadIdOf } from './uploads.ts';

/** Bindings of the operations that make parts. T-PART, T-PCOPY. */
export const partBindings: Readonly<Record<string, Binding>> = {
  UploadPart: bind({
    decode: decodeUpload,
    handle: putPart,
    render: ({ etag, blob }) => emptyReply(200, [etagHeader(etag), ...crcHeader(blob)]),
  }),
  UploadPartCopy: bind({
    decode: decodeCopy,
    handle: copyPart,
    render: ({ part, source }) => {
      const { crc64 } = part.blob.digests;
      return documentReply(
        'CopyPartResult',
        {
          ETag: `"${part.etag}"`,
          LastModified: isoSeconds(part.lastModified),
          CRC64: crc64 === undefined ? undefined : String(crc64),
        },
        {
          headers:
            source.bucket.versioning === 'unset'
              ? []
              : [['x-cos-copy-source-version-id', source.object.versionId]],
        },
      );
    },
  }),
};

/** An unknown upload is refused before the body is asked for. T-HDR-03. */
async function decodeUpload(prepared: Prepared): Promise<PutPartInput> {
  const { context } = prepared;
  const uploadId = uploadIdOf(prepared);
  const number = numberOf(prepared);
  uploadOf(context, uploadId);
  const blob = await receiveBytes(prepared, {
    limit: context.limits.uploadBytes,
    chunked: 'refuse',
    hashes: ['crc64'],
  });
  return { uploadId, number, blob };
}

function decodeCopy(prepared: Prepared): CopyPartInput {
  return {
    uploadId: uploadIdOf(prepared),
    number: numberOf(prepared),
    source: copySourceOf(prepared),
    span: spanOf(prepared.request.own('copy-source-range')),
  };
}

function numberOf({ request, context }: Prepared): number {
  const number = wholeNumber(request.query('partNumber') ?? '') ?? 0;
  return number >= 1 && number <= context.limits.maxPartNumber ? number : refuse('invalid-part-number');
}

/** Both ends have to be given, unlike in Range. T-PCOPY-03, -05. */
function spanOf(range: string | undefined): ByteSpan | undefined {
  if (range === undefined) return undefined;
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(range) ?? [];
  const span = { start: Number(first), end: Number(last) };
  return span.start <= span.end ? span : refuse('invalid-copy-range');
}
