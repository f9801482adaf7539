import type { RenderValue } from '../../../dialects/core/document-render.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import { INITIATOR } from '../../operations/attributes.ts';
import { ownerOfBucket } from '../../operations/bucket-acl.ts';
import { bucketOf, type OperationContext } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { pageSize } from '../../operations/page-size.ts';
import { refuse } from '../../operations/refuse.ts';
import { uploadOf } from '../../operations/uploads.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import type { PartPage, PartQuery } from '../../store/listing.ts';
import type { Upload } from '../../store/upload.ts';
import { listingText } from '../listing-text.ts';
import { callerId, principalId } from '../principal-id.ts';
import { documentReply } from '../reply.ts';
import { asctime } from '../times.ts';
import { uploadIdOf } from './uploads.ts';

/** List Parts. T-LPARTS. */
export const listPartsBinding: Binding = bind({ decode, handle, render });

interface Decoded {
  readonly uploadId: string;
  readonly query: PartQuery & { readonly marker: number };
}

interface Listed {
  readonly upload: Upload;
  readonly query: Decoded['query'];
  readonly page: PartPage;
}

function decode(prepared: Prepared): Decoded {
  const { request, context } = prepared;
  const marker = wholeNumber(request.query('part-number-marker') || '0');
  if (marker === undefined || marker < 0) return refuse('invalid-argument');
  const limit = pageSize(request.query('max-parts'), context.limits.pageSize, 1);
  return { uploadId: uploadIdOf(prepared), query: { marker, limit } };
}

function handle(context: OperationContext, { uploadId, query }: Decoded): Listed {
  const upload = uploadOf(context, uploadId);
  return { upload, query, page: context.listings.parts(upload, query) };
}

function render({ upload, query, page }: Listed, { request, context }: Prepared): OutgoingResponse {
  const text = listingText(request.query('encoding-type'));
  return documentReply('ListPartsResult', {
    Bucket: context.bucket,
    'Encoding-type': text.encoding,
    Key: text.write(upload.key),
    UploadId: upload.id,
    Owner: person(principalId(ownerOfBucket(bucketOf(context)).ownerId)),
    PartNumberMarker: query.marker,
    Initiator: person(callerId(upload.properties.attributes.get(INITIATOR)?.caller)),
    StorageClass: upload.properties.storageClass,
    NextPartNumberMarker: page.nextMarker,
    MaxParts: query.limit,
    IsTruncated: page.truncated,
    Part: page.parts.map(({ number, lastModified, etag, size }) => ({
      PartNumber: number,
      LastModified: asctime(lastModified),
      ETag: `"${etag}"`,
      Size: size,
    })),
  });
}

function person(id: string): RenderValue {
  return { ID: id, DisplayName: id };
}
