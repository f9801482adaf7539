import { compareKeys } from '../store/key-order.ts';
import { inContext } from './edit-request.ts';
import { faults } from './fault.ts';
import { asking, type Entry, listing, listingObjects, nameOf, paging } from './listings-made-otherwise.ts';

/** Listings of objects: where pages begin and end. */
export const listingPageFaults = faults('listing', {
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
      const { marker, endMarker, limit } = query;
      const own = marker === undefined ? undefined : bucket.current(marker);
      if (own === undefined || query.delimiter || !own.key.startsWith(query.prefix ?? '') || limit === 0)
        return page;
      if (endMarker !== undefined && compareKeys(own.key, endMarker) >= 0) return page;
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
});
