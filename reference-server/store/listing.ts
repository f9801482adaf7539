import type { Bucket } from './bucket.ts';
import { compareKeys } from './key-order.ts';
import type { ObjectVersion, Version } from './object-record.ts';
import type { ObjectStore } from './object-store.ts';
import type { OrderedView } from './ordered-map.ts';
import { type EntryPage, type KeyedItems, type KeyQuery, type ListEntry, rollUp } from './roll-up.ts';
import type { Part, Upload } from './upload.ts';

/** A page of objects asked for. */
export interface ObjectQuery extends KeyQuery {
  /** Entries after this one. */
  readonly marker?: string | undefined;
  /** Keys before this one. */
  readonly endMarker?: string | undefined;
  /**
   * Whether a common prefix that the marker lies inside of (marker `a/b`, keys `a/c`) is listed. It sorts before the
   * marker, so `skip` is the default. The marker being the common prefix itself always skips it.
   */
  readonly prefixOfMarker?: 'skip' | 'list' | undefined;
  /** From the last entry to the first: entries before the marker, and keys after the end marker. Takes a walk over all of them. */
  readonly descending?: boolean | undefined;
}

/** Entries in the byte order of their keys. */
export interface ObjectPage extends EntryPage<ObjectVersion> {
  /** The last entry's key or prefix when truncated: the marker of the next page. */
  readonly nextMarker: string | undefined;
}

/** A page of versions asked for. */
export interface VersionQuery extends KeyQuery {
  /** Without `versionMarker`: keys after this one. With it: also the versions of this key after that one. */
  readonly keyMarker?: string | undefined;
  /** Version id; ignored without `keyMarker`. A version that is gone still marks its place; an id that never was none. */
  readonly versionMarker?: string | undefined;
}

/** A version and whether it is the newest of its key. */
export interface ListedVersion {
  readonly version: Version;
  readonly latest: boolean;
}

/** Entries in the byte order of their keys, newest version first. */
export interface VersionPage extends EntryPage<ListedVersion> {
  readonly nextKeyMarker: string | undefined;
  /** Undefined also when the last entry is a common prefix. */
  readonly nextVersionMarker: string | undefined;
}

/** A page of uploads asked for. */
export interface UploadQuery extends KeyQuery {
  /** Without `idMarker`: keys after this one. With it: also uploads of this key with a greater id. */
  readonly keyMarker?: string | undefined;
  /** Ignored without `keyMarker`. */
  readonly idMarker?: string | undefined;
}

/** Entries in the byte order of their keys, then of the ids. */
export interface UploadPage extends EntryPage<Upload> {
  readonly nextKeyMarker: string | undefined;
  /** Undefined also when the last entry is a common prefix. */
  readonly nextIdMarker: string | undefined;
}

/** A page of parts asked for. */
export interface PartQuery {
  /** Parts with a greater number. */
  readonly marker?: number | undefined;
  readonly limit: number;
}

/** Parts by number. */
export interface PartPage {
  readonly parts: readonly Part[];
  readonly truncated: boolean;
  /** The last part's number when truncated. */
  readonly nextMarker: number | undefined;
}

/** A page of buckets asked for. */
export interface BucketPageQuery extends Omit<ObjectQuery, 'prefixOfMarker'> {
  /** What the names of all buckets that are looked at begin with; queries and entries go without it. */
  readonly within: string;
}

/** How pages of listings are made. */
export interface Listings {
  readonly buckets: typeof listBucketNames;
  readonly objects: typeof listObjects;
  readonly versions: typeof listVersions;
  readonly uploads: typeof listUploads;
  readonly parts: typeof listParts;
}

/** Pages as every dialect has them. */
export const listings: Listings = {
  buckets: listBucketNames,
  objects: listObjects,
  versions: listVersions,
  uploads: listUploads,
  parts: listParts,
};

/** A page of the current objects of a bucket. */
export function listObjects(bucket: Bucket, query: ObjectQuery): ObjectPage {
  const page = keyedPage<ObjectVersion>((bound, inclusive) => bucket.objects.after(bound, inclusive), query);
  return { ...page, nextMarker: page.truncated ? nameOf(page.entries.at(-1)) : undefined };
}

/** A page of the buckets whose names begin with `within`, under what follows it. */
export function listBucketNames(store: ObjectStore, query: BucketPageQuery): EntryPage<Bucket> {
  const { within } = query;
  return keyedPage<Bucket>((bound, inclusive) => {
    const at = `${within}${bound ?? ''}`;
    const from = inclusive || bound === undefined ? { from: at } : { marker: at };
    const [found] = store.listBuckets({ prefix: within, ...from, limit: 1 }).buckets;
    return found && [found.name.slice(within.length), found];
  }, query);
}

/** A page of what has one item a key. */
function keyedPage<T>(after: OrderedView<string, T>['after'], query: ObjectQuery): EntryPage<T> {
  const { marker, endMarker, descending, prefixOfMarker } = query;
  const [first, end] = descending ? [endMarker, marker] : [marker, endMarker];
  const source: KeyedItems<T> = {
    after(bound, inclusive) {
      const found = after(bound, inclusive);
      if (!found || (end !== undefined && compareKeys(found[0], end) >= 0)) return undefined;
      return { key: found[0], items: [found[1]] };
    },
  };
  const start = { key: first, prefixOfMarker };
  if (!descending) return rollUp(source, query, start);
  const { entries } = rollUp(source, { ...query, limit: Number.POSITIVE_INFINITY }, start);
  const { limit } = query;
  return { entries: entries.toReversed().slice(0, limit), truncated: limit > 0 && entries.length > limit };
}

/** A page of all versions and delete markers of a bucket. */
export function listVersions(bucket: Bucket, query: VersionQuery): VersionPage {
  const { keyMarker, versionMarker } = query;
  const page = rollUp<ListedVersion>(
    {
      after(bound, inclusive) {
        const found = bucket.history.after(bound, inclusive);
        return found && { key: found[0], items: newestFirst(found[1], found[1].length) };
      },
    },
    query,
    {
      key: keyMarker,
      rest: keyMarker === undefined ? [] : restOfVersions(bucket, keyMarker, versionMarker),
    },
  );
  const last = page.truncated ? page.entries.at(-1) : undefined;
  return {
    ...page,
    nextKeyMarker: last?.type === 'item' ? last.item.version.key : last?.prefix,
    nextVersionMarker: last?.type === 'item' ? last.item.version.versionId : undefined,
  };
}

/** A page of the unfinished uploads of a bucket. */
export function listUploads(bucket: Bucket, query: UploadQuery): UploadPage {
  const { keyMarker, idMarker } = query;
  const page = rollUp<Upload>(
    {
      after(bound, inclusive) {
        // Ids are never empty, and none is greater than this one.
        const id = inclusive ? '' : '\u{10ffff}';
        const found = bucket.uploads.after(bound === undefined ? undefined : { key: bound, id });
        return found && { key: found[0].key, items: uploadsOf(bucket, found[0].key, '') };
      },
    },
    query,
    {
      key: keyMarker,
      rest: keyMarker === undefined || idMarker === undefined ? [] : uploadsOf(bucket, keyMarker, idMarker),
    },
  );
  const last = page.truncated ? page.entries.at(-1) : undefined;
  return {
    ...page,
    nextKeyMarker: last?.type === 'item' ? last.item.key : last?.prefix,
    nextIdMarker: last?.type === 'item' ? last.item.id : undefined,
  };
}

/** A page of the parts of an upload. */
export function listParts(upload: Upload, query: PartQuery): PartPage {
  const parts: Part[] = [];
  for (let found = upload.parts.after(query.marker); found; found = upload.parts.after(found[0])) {
    if (parts.length >= query.limit) {
      return { parts, truncated: query.limit > 0, nextMarker: parts.at(-1)?.number };
    }
    parts.push(found[1]);
  }
  return { parts, truncated: false, nextMarker: undefined };
}

function nameOf(entry: ListEntry<ObjectVersion> | undefined): string | undefined {
  return entry?.type === 'item' ? entry.item.key : entry?.prefix;
}

function* newestFirst(versions: readonly Version[], count: number): Generator<ListedVersion> {
  for (let at = count - 1; at >= 0; at--) {
    const version = versions[at];
    if (version) yield { version, latest: at === versions.length - 1 };
  }
}

function restOfVersions(
  bucket: Bucket,
  key: string,
  versionMarker: string | undefined,
): Iterable<ListedVersion> {
  const versions = bucket.history.get(key);
  if (!versions || versionMarker === undefined) return [];
  return newestFirst(versions, bucket.olderVersions(key, versionMarker));
}

function* uploadsOf(bucket: Bucket, key: string, afterId: string): Generator<Upload> {
  for (const [at, upload] of bucket.uploads.from({ key, id: afterId })) {
    if (at.key !== key) return;
    if (at.id !== afterId) yield upload;
  }
}
