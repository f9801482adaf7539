import type { Bucket } from '../store/bucket.ts';
import {
  type ListedVersion,
  type Listings,
  listObjects,
  type ObjectPage,
  type ObjectQuery,
} from '../store/listing.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import type { ListEntry } from '../store/roll-up.ts';
import { asIf, deafToQuery, inContext } from './edit-request.ts';
import { all, answering, losingElements, rewritingBody, rewritingElement } from './edit-response.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';
import { answers } from './which.ts';

const listing = answers('ListBucketResult');

/** Pages of objects that are made in another way. */
export function listingObjects(
  make: (bucket: Bucket, query: ObjectQuery, next: Listings['objects']) => ObjectPage,
): Tampering {
  return inContext(
    () => true,
    ({ listings }) => ({
      listings: { ...listings, objects: (bucket, query) => make(bucket, query, listings.objects) },
    }),
  );
}

/** Pages of objects for another question. */
function asking(change: (query: ObjectQuery) => Partial<ObjectQuery>): Tampering {
  return listingObjects((bucket, query, next) => next(bucket, { ...query, ...change(query) }));
}

/** Pages of objects that come out otherwise. */
function paging(change: (page: ObjectPage, query: ObjectQuery, bucket: Bucket) => ObjectPage): Tampering {
  return listingObjects((bucket, query, next) => change(next(bucket, query), query, bucket));
}

type Entry = ListEntry<ObjectVersion>;

function nameOf(entry: Entry): string {
  return entry.type === 'item' ? entry.item.key : entry.prefix;
}

/** A whole listing sorted in another way and cut into pages afterwards. */
function sorting(compare: (a: string, b: string) => number): Tampering {
  return listingObjects((bucket, query, next) => {
    const { marker, limit, ...rest } = query;
    const entries = next(bucket, { ...rest, limit: Number.POSITIVE_INFINITY }).entries.toSorted((a, b) =>
      compare(nameOf(a), nameOf(b)),
    );
    const after = entries.filter((entry) => marker === undefined || compare(nameOf(entry), marker) > 0);
    const page = after.slice(0, limit);
    const truncated = after.length > limit && limit > 0;
    const last = page.at(-1);
    return { entries: page, truncated, nextMarker: truncated && last ? nameOf(last) : undefined };
  });
}

/** An object as it will be when its upload is completed. */
function pending(bucket: Bucket): Entry[] {
  return [...bucket.uploads.from()].flatMap(([, upload]): Entry[] => {
    const [, part] = upload.parts.after(undefined) ?? [];
    const blob = part?.blob;
    if (blob === undefined) return [];
    const record = { type: 'object', versionId: 'null', sequence: 0, kind: 'normal' } as const;
    const { key, initiatedAt: lastModified, properties } = upload;
    return [
      {
        type: 'item',
        item: { ...properties, ...record, key, blob, size: blob.size, etag: upload.id, lastModified },
      },
    ];
  });
}

/** Listings of the objects of a bucket. */
export const listingFaults = faults('listing', {
  'listed-in-utf16-order': {
    says: 'Keys are sorted by UTF-16 units, as many languages sort text.',
    ...sorting((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  },
  'listed-without-case': {
    says: 'Keys are sorted as people do, upper and lower case together.',
    ...sorting((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()) || (a < b ? -1 : 1)),
  },
  'listed-newest-first': {
    says: 'Entries of a page come in descending order.',
    ...paging((page) => ({ ...page, entries: page.entries.toReversed() })),
  },
  'prefix-ignored': { says: 'prefix is ignored.', ...asking(() => ({ prefix: '' })) },
  'prefix-found-anywhere': {
    says: 'prefix matches anywhere in a key.',
    ...listingObjects((bucket, query, next) => {
      const { prefix = '', ...rest } = query;
      const page = next(bucket, rest);
      return { ...page, entries: page.entries.filter((entry) => nameOf(entry).includes(prefix)) };
    }),
  },
  'prefix-without-case': {
    says: 'prefix matches keys in any letter case.',
    ...listingObjects((bucket, query, next) => {
      const { prefix = '', ...rest } = query;
      const page = next(bucket, rest);
      const wanted = prefix.toLowerCase();
      return {
        ...page,
        entries: page.entries.filter((entry) => nameOf(entry).toLowerCase().startsWith(wanted)),
      };
    }),
  },
  'key-equal-to-prefix-missing': {
    says: 'A key that is the prefix itself is left out, as a directory is of its own listing.',
    ...paging((page, { prefix = '' }) => ({
      ...page,
      entries: page.entries.filter(
        (entry) => entry.type === 'prefix' || prefix === '' || entry.item.key !== prefix,
      ),
    })),
  },
  'delimiter-ignored': { says: 'delimiter is ignored.', ...asking(() => ({ delimiter: '' })) },
  'delimiter-always-slash': {
    says: 'Whatever the delimiter is, keys are grouped by slashes.',
    ...asking(({ delimiter }) => (delimiter ? { delimiter: '/' } : {})),
  },
  'delimiter-of-whole-key': {
    says: 'The first delimiter of the whole key counts, not the first one behind the prefix.',
    ...paging((page, { delimiter, prefix = '' }) => {
      if (!delimiter || !prefix.includes(delimiter)) return page;
      const group = prefix.slice(0, prefix.indexOf(delimiter) + delimiter.length);
      return { ...page, entries: page.entries.length > 0 ? [{ type: 'prefix', prefix: group }] : [] };
    }),
  },
  'grouped-keys-listed-too': {
    says: 'Keys that are rolled up are listed as well.',
    ...paging((page, { delimiter, ...query }, bucket) =>
      delimiter
        ? {
            ...page,
            entries: [
              ...listObjects(bucket, query).entries,
              ...page.entries.filter(({ type }) => type === 'prefix'),
            ],
          }
        : page,
    ),
  },
  'groups-without-delimiter': {
    says: 'Common prefixes do not end with the delimiter.',
    ...paging((page, { delimiter = '' }) => ({
      ...page,
      entries: page.entries.map((entry) =>
        entry.type === 'prefix'
          ? { type: 'prefix', prefix: entry.prefix.slice(0, -delimiter.length) }
          : entry,
      ),
    })),
  },
  'groups-repeated-per-key': {
    says: 'A common prefix is listed once for each of its keys.',
    ...paging((page, { delimiter, ...query }, bucket) => ({
      ...page,
      entries: page.entries.flatMap((entry) => {
        if (entry.type === 'item' || !delimiter) return [entry];
        const { entries } = listObjects(bucket, { ...query, prefix: entry.prefix });
        return entries.map(() => entry);
      }),
    })),
  },
  'groups-repeated-over-pages': {
    says: 'A common prefix that ends a page begins the next one, too.',
    ...asking(({ delimiter, marker }) =>
      delimiter && marker?.endsWith(delimiter) ? { marker: marker.slice(0, -delimiter.length) } : {},
    ),
  },
  'groups-not-counted': {
    says: 'max-keys counts keys alone; common prefixes come on top.',
    ...listingObjects((bucket, query, next) => {
      const whole = next(bucket, { ...query, limit: Number.POSITIVE_INFINITY });
      const entries: Entry[] = [];
      for (const entry of whole.entries) {
        if (entries.filter(({ type }) => type === 'item').length >= query.limit) break;
        entries.push(entry);
      }
      const truncated = entries.length < whole.entries.length && query.limit > 0;
      const last = entries.at(-1);
      return { entries, truncated, nextMarker: truncated && last ? nameOf(last) : undefined };
    }),
  },
  'groups-missing-behind-keys': {
    says: 'Common prefixes are lost where the page has keys of its own.',
    ...paging((page) =>
      page.entries.some(({ type }) => type === 'item')
        ? { ...page, entries: page.entries.filter(({ type }) => type === 'item') }
        : page,
    ),
  },
  'marker-inclusive': {
    says: 'The listing begins with the marker itself.',
    ...listingObjects((bucket, query, next) => {
      const page = next(bucket, query);
      const { marker, limit } = query;
      const own = marker === undefined ? undefined : bucket.current(marker);
      if (own === undefined || query.delimiter || !own.key.startsWith(query.prefix ?? '') || limit === 0)
        return page;
      const first: Entry = { type: 'item', item: own };
      const entries = [first, ...page.entries].slice(0, limit);
      const truncated = page.truncated || page.entries.length >= limit;
      const last = entries.at(-1);
      return { entries, truncated, nextMarker: truncated && last ? nameOf(last) : undefined };
    }),
  },
  'marker-has-to-exist': {
    says: 'A marker that is no key lists nothing.',
    ...listingObjects((bucket, query, next) =>
      query.marker === undefined || query.delimiter || bucket.current(query.marker)
        ? next(bucket, query)
        : { entries: [], truncated: false, nextMarker: undefined },
    ),
  },
  'unknown-marker-ignored': {
    says: 'A marker that is no key begins the listing anew.',
    ...listingObjects((bucket, query, next) =>
      query.marker === undefined || query.delimiter || bucket.current(query.marker)
        ? next(bucket, query)
        : next(bucket, { ...query, marker: undefined }),
    ),
  },
  'marker-ignored': { says: 'marker is ignored.', ...asking(() => ({ marker: undefined })) },
  'max-keys-ignored': { says: 'max-keys is ignored.', ...asking(() => ({ limit: 1000 })) },
  'max-keys-one-more': {
    says: 'A page has one entry more than max-keys.',
    ...asking(({ limit }) => (limit > 0 && limit < 1000 ? { limit: limit + 1 } : {})),
  },
  'max-keys-unbounded': {
    says: 'max-keys above 1000 is honoured.',
    ...inContext(listing, ({ limits }) => ({ limits: { ...limits, pageSize: 100_000 } })),
  },
  'max-keys-zero-ignored': {
    says: 'max-keys=0 counts as no max-keys.',
    ...asking(({ limit }) => (limit === 0 ? { limit: 1000 } : {})),
  },
  'broken-max-keys-ignored': {
    says: 'A max-keys that is no number counts as none.',
    understand: ({ operation, query }) =>
      listing(operation)
        ? { query: query.filter(([name, value]) => name !== 'max-keys' || /^\d+$/.test(value ?? '')) }
        : {},
  },
  'default-page-of-100': {
    says: 'Without max-keys a page has 100 entries.',
    ...asIf(listing, ({ query }) => ({
      query: (name) => query(name) ?? (name === 'max-keys' ? '100' : undefined),
    })),
  },
  'exact-page-truncated': {
    says: 'A page that is just full counts as truncated, although nothing follows.',
    ...paging((page, { limit }) => {
      const last = page.entries.at(-1);
      return page.entries.length === limit && last
        ? { ...page, truncated: true, nextMarker: nameOf(last) }
        : page;
    }),
  },
  'never-truncated': {
    says: 'IsTruncated is always false.',
    ...paging((page) => ({ ...page, truncated: false, nextMarker: undefined })),
  },
  'next-marker-missing': {
    says: 'Truncated pages have no NextMarker; clients are to take the last key.',
    ...paging((page) => ({ ...page, nextMarker: undefined })),
  },
  'next-marker-is-next-key': {
    says: 'NextMarker is the first key of the next page, which is then skipped.',
    ...listingObjects((bucket, query, next) => {
      const page = next(bucket, query);
      if (page.nextMarker === undefined) return page;
      const [first] = next(bucket, { ...query, marker: page.nextMarker, limit: 1 }).entries;
      return first ? { ...page, nextMarker: nameOf(first) } : page;
    }),
  },
  'page-loses-last-key': {
    says: 'The last entry of a truncated page is lost.',
    ...paging((page) => (page.truncated ? { ...page, entries: page.entries.slice(0, -1) } : page)),
  },
  'uploads-listed-as-objects': {
    says: 'Unfinished uploads that have a part are listed as objects.',
    ...paging((page, { prefix = '' }, bucket) => ({
      ...page,
      entries: [...page.entries, ...pending(bucket).filter((entry) => nameOf(entry).startsWith(prefix))],
    })),
  },
  'empty-objects-not-listed': {
    says: 'Objects without bytes are not listed.',
    ...paging((page) => ({
      ...page,
      entries: page.entries.filter((entry) => entry.type === 'prefix' || entry.item.size > 0),
    })),
  },
  'encoding-type-ignored': { says: 'encoding-type is ignored.', ...deafToQuery(listing, 'encoding-type') },
  'keys-always-encoded': {
    says: 'Keys are percent-encoded whether asked for or not.',
    ...answering(
      listing,
      rewritingBody((text) => (text.includes('<EncodingType>') ? text : encodeKeys(text))),
    ),
  },
  'encoding-not-named': {
    says: 'Keys are percent-encoded as asked for, but the document does not say so.',
    ...answering(listing, losingElements('EncodingType', 'Encoding-Type')),
  },
  'any-encoding-type-accepted': {
    says: 'An unknown encoding-type is overlooked.',
    understand: ({ query, operation }) =>
      listing(operation)
        ? { query: query.filter(([name, value]) => name !== 'encoding-type' || value === 'url') }
        : {},
  },
  'encoding-skips-prefixes': {
    says: 'With encoding-type=url common prefixes stay as they are.',
    ...answering(listing, (response, about) =>
      rewritingBody((text) =>
        text.replace(/<CommonPrefixes><Prefix>(.*?)<\/Prefix>/g, (_, prefix: string) => {
          return `<CommonPrefixes><Prefix>${decoded(prefix)}</Prefix>`;
        }),
      )(response, about),
    ),
  },
  'prefix-not-echoed': {
    says: 'Prefix is empty.',
    ...answering(
      listing,
      echo('Prefix', () => ''),
    ),
  },
  'marker-not-echoed': {
    says: 'Marker is empty.',
    ...answering(
      listing,
      echo('Marker', () => ''),
    ),
  },
  'delimiter-not-echoed': {
    says: 'Delimiter is left out.',
    ...answering(listing, losingElements('Delimiter')),
  },
  'max-keys-echo-constant': {
    says: 'MaxKeys is always 1000.',
    ...answering(
      listing,
      echo('MaxKeys', () => '1000'),
    ),
  },
  'listing-of-no-name': { says: 'Name is left out.', ...answering(listing, losingElements('Name')) },
  'listing-of-another-root': {
    says: 'The root of a listing is ListObjectsResult.',
    ...answering(
      listing,
      rewritingBody((text) => text.replaceAll('ListBucketResult', 'ListObjectsResult')),
    ),
  },
  'contents-without-owner': {
    says: 'Contents have no Owner.',
    ...answering(listing, losingElements('Owner')),
  },
  'contents-without-storage-class': {
    says: 'Contents have no StorageClass.',
    ...answering(listing, losingElements('StorageClass')),
  },
  'contents-without-etag': { says: 'Contents have no ETag.', ...answering(listing, losingElements('ETag')) },
  'contents-size-in-kilobytes': {
    says: 'Size is in kilobytes, rounded up.',
    ...answering(
      listing,
      rewritingElement('Size', (size) => String(Math.ceil(Number(size) / 1024))),
    ),
  },
  'contents-time-without-zone': {
    says: 'LastModified of listings has no time zone.',
    ...answering(
      listing,
      rewritingElement('LastModified', (time) => time.replace(/(\.\d+)?Z$/, '')),
    ),
  },
  'contents-time-of-listing': {
    says: 'LastModified of listings is not the one of the object, as with replicas.',
    ...answering(
      listing,
      rewritingElement('LastModified', (time) => new Date(Date.parse(time) + 61_000).toISOString()),
    ),
  },
  'contents-class-unknown': {
    says: 'StorageClass has a name of the software below.',
    ...answering(
      listing,
      rewritingElement('StorageClass', () => 'DEFAULT_PLACEMENT'),
    ),
  },
  'contents-owner-anonymous': {
    says: 'Owner is anonymous for every object.',
    ...answering(
      listing,
      all(rewritingBody((text) => text.replace(/<Owner><ID>.*?<\/ID>/g, '<Owner><ID>anonymous</ID>'))),
    ),
  },
});

/** Rewrites the first element of a name, which is not that of an entry. */
function echo(name: string, change: (text: string) => string) {
  const element = new RegExp(`<${name}>(.*?)</${name}>|<${name}/>`);
  return rewritingBody((text) =>
    text.replace(element, (_, value: string | undefined) => `<${name}>${change(value ?? '')}</${name}>`),
  );
}

function encodeKeys(text: string): string {
  return text.replace(/<Key>(.*?)<\/Key>/g, (_, key: string) => `<Key>${encodeURIComponent(key)}</Key>`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  } catch {
    return text;
  }
}

/** Versions that come out otherwise. */
export function listingVersions(
  change: (items: readonly ListedVersion[]) => readonly ListedVersion[],
): Tampering {
  return inContext(
    () => true,
    ({ listings }) => ({
      listings: {
        ...listings,
        versions: (bucket, query) => {
          const page = listings.versions(bucket, query);
          const items = page.entries.flatMap((entry) => (entry.type === 'item' ? [entry.item] : []));
          const groups = page.entries.filter((entry) => entry.type === 'prefix');
          return {
            ...page,
            entries: [...change(items).map((item) => ({ type: 'item', item }) as const), ...groups],
          };
        },
      },
    }),
  );
}
