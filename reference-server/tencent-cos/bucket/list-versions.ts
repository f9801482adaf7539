import type { RenderValue } from '../../../dialects/core/document-render.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { pageSize } from '../../operations/page-size.ts';
import type { ListedVersion, VersionPage, VersionQuery } from '../../store/listing.ts';
import { type ListingText, listingText } from '../listing-text.ts';
import { documentReply } from '../reply.ts';
import { isoMillis } from '../times.ts';
import { commonPrefixes, singleCharacter } from './list-objects.ts';

/** GET Bucket Object versions. T-VER-08. */
export const listVersionsBinding: Binding = bind({
  decode: decodeQuery,
  handle: (context, query: VersionQuery) => ({
    query,
    page: context.listings.versions(bucketOf(context), query),
  }),
  render,
});

function decodeQuery({ context, request }: Prepared): VersionQuery {
  return {
    prefix: request.query('prefix') ?? '',
    delimiter: singleCharacter(request.query('delimiter')),
    keyMarker: request.query('key-marker') || undefined,
    versionMarker: request.query('version-id-marker') || undefined,
    limit: pageSize(request.query('max-keys'), context.limits.pageSize, 0),
  };
}

function render(
  { query, page }: { query: VersionQuery; page: VersionPage },
  { context, request }: Prepared,
): OutgoingResponse {
  const text = listingText(request.query('encoding-type'));
  const items = page.entries.flatMap((entry) => (entry.type === 'item' ? [entry.item] : []));
  return documentReply('ListVersionsResult', {
    Name: context.bucket,
    EncodingType: text.encoding,
    Prefix: text.write(query.prefix ?? ''),
    KeyMarker: text.write(query.keyMarker ?? ''),
    VersionIdMarker: query.versionMarker ?? '',
    MaxKeys: query.limit,
    Delimiter: query.delimiter ? text.write(query.delimiter) : undefined,
    IsTruncated: page.truncated,
    NextKeyMarker: page.nextKeyMarker === undefined ? undefined : text.write(page.nextKeyMarker),
    NextVersionIdMarker: page.truncated ? (page.nextVersionMarker ?? '') : undefined,
    CommonPrefixes: commonPrefixes(page.entries, text),
    Version: items.flatMap((item) => rendered('object', item, text)),
    DeleteMarker: items.flatMap((item) => rendered('delete-marker', item, text)),
  });
}

function rendered(
  type: 'object' | 'delete-marker',
  { version, latest }: ListedVersion,
  text: ListingText,
): RenderValue[] {
  if (version.type !== type) return [];
  const shared = {
    Key: text.write(version.key),
    VersionId: version.versionId,
    IsLatest: latest,
    LastModified: isoMillis(version.lastModified),
    Owner: { ID: version.owner, DisplayName: version.owner },
  };
  if (version.type === 'delete-marker') return [shared];
  return [{ ...shared, ETag: `"${version.etag}"`, Size: version.size, StorageClass: version.storageClass }];
}
