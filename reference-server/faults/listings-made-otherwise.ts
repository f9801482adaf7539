import type { Bucket } from '../store/bucket.ts';
import { compareKeys } from '../store/key-order.ts';
import type { ListedVersion, Listings, ObjectPage, ObjectQuery } from '../store/listing.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import type { ListEntry } from '../store/roll-up.ts';
import { inContext } from './edit-request.ts';
import type { Tampering } from './tampering.ts';
import { answers } from './which.ts';

/** Operations that answer with a listing of objects. */
export const listing = answers('ListBucketResult');

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
export function asking(change: (query: ObjectQuery) => Partial<ObjectQuery>): Tampering {
  return listingObjects((bucket, query, next) => next(bucket, { ...query, ...change(query) }));
}

/** Pages of objects that come out otherwise. */
export function paging(
  change: (page: ObjectPage, query: ObjectQuery, bucket: Bucket) => ObjectPage,
): Tampering {
  return listingObjects((bucket, query, next) => change(next(bucket, query), query, bucket));
}

/** What a page has an entry for: an object, or what names of a group have in common. */
export type Entry = ListEntry<ObjectVersion>;

/** What an entry is sorted by. */
export function nameOf(entry: Entry): string {
  return entry.type === 'item' ? entry.item.key : entry.prefix;
}

/** A whole listing sorted in another way and cut into pages afterwards. */
export function sorting(compare: (a: string, b: string) => number): Tampering {
  return listingObjects((bucket, query, next) => {
    const { marker, ...rest } = query;
    const whole = { ...rest, limit: Number.POSITIVE_INFINITY };
    const direction = query.descending ? -1 : 1;
    const isBehind = (name: string): boolean => marker === undefined || compare(name, marker) * direction > 0;
    const sorted = next(bucket, whole).entries.toSorted((a, b) => compare(nameOf(a), nameOf(b)) * direction);
    const isLeft = (prefix: string): boolean =>
      next(bucket, { ...whole, prefix, delimiter: undefined }).entries.some((entry) =>
        isBehind(nameOf(entry)),
      );
    const isCut = ({ type }: Entry, name: string): boolean =>
      query.prefixOfMarker === 'list' &&
      type === 'prefix' &&
      name !== marker &&
      marker?.startsWith(name) === true &&
      isLeft(name);
    return cut(
      sorted.filter((entry) => isBehind(nameOf(entry)) || isCut(entry, nameOf(entry))),
      query.limit,
    );
  });
}

/**
 * Listings whose prefix matches otherwise; groups and pages are made behind that.
 * @param matched the beginning of a key that the prefix stands for; undefined where it does not match
 */
export function matching(matched: (key: string, prefix: string) => string | undefined): Tampering {
  return listingObjects((bucket, query, next) => {
    const { prefix, limit } = query;
    if (!prefix) return next(bucket, query);
    const beginnings = new Set<string>();
    for (const [key] of bucket.objects.from()) {
      const beginning = matched(key, prefix);
      if (beginning !== undefined) beginnings.add(beginning);
    }
    const entries = new Map<string, Entry>();
    for (const beginning of beginnings) {
      const page = next(bucket, { ...query, prefix: beginning, limit: Number.POSITIVE_INFINITY });
      for (const entry of page.entries) entries.set(`${entry.type} ${nameOf(entry)}`, entry);
    }
    const direction = query.descending ? -1 : 1;
    const sorted = [...entries.values()].toSorted((a, b) => compareKeys(nameOf(a), nameOf(b)) * direction);
    return cut(sorted, limit);
  });
}

/** The first page of all entries. */
function cut(all: readonly Entry[], limit: number): ObjectPage {
  const entries = all.slice(0, limit);
  const truncated = all.length > limit && limit > 0;
  const last = entries.at(-1);
  return { entries, truncated, nextMarker: truncated && last ? nameOf(last) : undefined };
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
