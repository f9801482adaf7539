import type { Bucket } from '../store/bucket.ts';
import { listObjects } from '../store/listing.ts';
import { faults } from './fault.ts';
import { asking, type Entry, matching, nameOf, paging, sorting } from './listings-made-otherwise.ts';

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

/** Listings of objects: which names they have, in which order. */
export const listingSelectionFaults = faults('listing', {
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
    ...matching((key, prefix) => {
      const at = key.indexOf(prefix);
      return at === -1 ? undefined : key.slice(0, at + prefix.length);
    }),
  },
  'prefix-without-case': {
    says: 'prefix matches keys in any letter case.',
    ...matching((key, prefix) => {
      const beginning = key.slice(0, prefix.length);
      return beginning.toLowerCase() === prefix.toLowerCase() ? beginning : undefined;
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
});
