import type { RenderValue } from '../../../dialects/core/document-render.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import { INITIATOR } from '../../operations/attributes.ts';
import { ownerOfBucket } from '../../operations/bucket-acl.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { pageSize } from '../../operations/page-size.ts';
import type { UploadPage, UploadQuery } from '../../store/listing.ts';
import type { Upload } from '../../store/upload.ts';
import { listingText } from '../listing-text.ts';
import { callerId, principalId } from '../principal-id.ts';
import { documentReply } from '../reply.ts';
import { asctime } from '../times.ts';
import { commonPrefixes, singleCharacter } from './list-objects.ts';

/** List Multipart Uploads. T-LISTMPU. */
export const listUploadsBinding: Binding = bind({
  decode: decodeQuery,
  handle: (context, query: UploadQuery) => ({
    query,
    page: context.listings.uploads(bucketOf(context), query),
  }),
  render,
});

function decodeQuery({ context, request }: Prepared): UploadQuery {
  return {
    prefix: request.query('prefix') ?? '',
    delimiter: singleCharacter(request.query('delimiter')),
    keyMarker: request.query('key-marker') || undefined,
    idMarker: request.query('upload-id-marker') || undefined,
    limit: pageSize(request.query('max-uploads'), context.limits.pageSize, 1),
  };
}

function render(
  { query, page }: { query: UploadQuery; page: UploadPage },
  { context, request }: Prepared,
): OutgoingResponse {
  const text = listingText(request.query('encoding-type'));
  const owner = principalId(ownerOfBucket(bucketOf(context)).ownerId);
  const upload = (item: Upload): RenderValue => {
    const initiator = callerId(item.properties.attributes.get(INITIATOR)?.caller);
    return {
      Key: text.write(item.key),
      UploadId: item.id,
      StorageClass: item.properties.storageClass,
      Initiator: { ID: initiator, DisplayName: initiator },
      Owner: { ID: owner, DisplayName: owner },
      Initiated: asctime(item.initiatedAt),
    };
  };
  return documentReply('ListMultipartUploadsResult', {
    Bucket: context.bucket,
    'Encoding-Type': text.encoding,
    KeyMarker: text.write(query.keyMarker ?? ''),
    UploadIdMarker: query.idMarker ?? '',
    NextKeyMarker: page.nextKeyMarker === undefined ? undefined : text.write(page.nextKeyMarker),
    NextUploadIdMarker: page.truncated ? (page.nextIdMarker ?? '') : undefined,
    MaxUploads: query.limit,
    IsTruncated: page.truncated,
    Prefix: text.write(query.prefix ?? ''),
    Delimiter: query.delimiter ? text.write(query.delimiter) : undefined,
    Upload: page.entries.flatMap((entry) => (entry.type === 'item' ? [upload(entry.item)] : [])),
    CommonPrefixes: commonPrefixes(page.entries, text),
  });
}
