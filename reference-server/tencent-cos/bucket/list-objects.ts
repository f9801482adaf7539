import type { RenderValue } from '../../../dialects/core/document-render.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { pageSize } from '../../operations/page-size.ts';
import { refuse } from '../../operations/refuse.ts';
import type { ObjectPage, ObjectQuery } from '../../store/listing.ts';
import type { ObjectVersion } from '../../store/object-record.ts';
import { type ListingText, listingText } from '../listing-text.ts';
import { documentReply } from '../reply.ts';
import { isoMillis } from '../times.ts';

/** GET Bucket. T-LIST. */
export const listObjectsBinding: Binding = bind({
  decode: decodeQuery,
  handle: (context, query: ObjectQuery) => ({
    query,
    page: context.listings.objects(bucketOf(context), query),
  }),
  render,
});

function decodeQuery({ context, request }: Prepared): ObjectQuery {
  return {
    prefix: request.query('prefix') ?? '',
    delimiter: singleCharacter(request.query('delimiter')),
    marker: request.query('marker') || undefined,
    limit: pageSize(request.query('max-keys'), context.limits.pageSize, 0),
  };
}

/** @throws Refused invalid-delimiter for more than one character, T-LIST-40 */
export function singleCharacter(delimiter: string | undefined): string {
  if (delimiter === undefined || delimiter === '') return '';
  return [...delimiter].length === 1 ? delimiter : refuse('invalid-delimiter');
}

function render(
  { query, page }: { query: ObjectQuery; page: ObjectPage },
  { context, request }: Prepared,
): OutgoingResponse {
  const text = listingText(request.query('encoding-type'));
  const { region } = bucketOf(context);
  return documentReply(
    'ListBucketResult',
    {
      Name: context.bucket,
      EncodingType: text.encoding,
      Prefix: text.write(query.prefix ?? ''),
      Marker: text.write(query.marker ?? ''),
      MaxKeys: query.limit,
      Delimiter: query.delimiter ? text.write(query.delimiter) : undefined,
      IsTruncated: page.truncated,
      NextMarker: page.nextMarker === undefined ? undefined : text.write(page.nextMarker),
      Contents: page.entries.flatMap((entry) => (entry.type === 'item' ? [content(entry.item, text)] : [])),
      CommonPrefixes: commonPrefixes(page.entries, text),
    },
    { headers: [['x-cos-bucket-region', region]] },
  );
}

/** `CommonPrefixes` of any listing. */
export function commonPrefixes(
  entries: readonly ({ readonly type: 'item' } | { readonly type: 'prefix'; readonly prefix: string })[],
  text: ListingText,
): RenderValue[] {
  return entries.flatMap((entry) => (entry.type === 'prefix' ? [{ Prefix: text.write(entry.prefix) }] : []));
}

function content(object: ObjectVersion, text: ListingText): RenderValue {
  return {
    Key: text.write(object.key),
    LastModified: isoMillis(object.lastModified),
    ETag: `"${object.etag}"`,
    Size: object.size,
    Owner: { ID: object.owner, DisplayName: object.owner },
    StorageClass: object.storageClass,
  };
}
