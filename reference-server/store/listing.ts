import type { Bucket } from './bucket.ts';
import type { ObjectVersion, Version } from './object-record.ts';
import type { Part, Upload } from './upload.ts';

/** What every listing by key takes. */
export interface KeyQuery {
  /** Only keys that begin with it. */
  readonly prefix?: string | undefined;
  /**
   * Keys that have it after the prefix are rolled up into one common prefix, which ends with its first occurrence.
   * Any string; empty is none.
   */
  readonly delimiter?: string | undefined;
  /** Greatest number of entries, common prefixes among them. 0 gives an empty page that is not truncated. */
  readonly limit: number;
}

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
}

/** An item, or the common prefix of several. */
export type ListEntry<T> =
  | { readonly type: 'item'; readonly item: T }
  | { readonly type: 'prefix'; readonly prefix: string };

/** Entries in the byte order of their keys. */
export interface ObjectPage {
  readonly entries: readonly ListEntry<ObjectVersion>[];
  readonly truncated: boolean;
  /** The last entry's key or prefix when truncated: the marker of the next page. */
  readonly nextMarker: string | undefined;
}

/** A page of versions asked for. */
export interface VersionQuery extends KeyQuery {
  /** Without `versionMarker`: keys after this one. With it: also the versions of this key after that one. */
  readonly keyMarker?: string | undefined;
  /** Version id; ignored without `keyMarker`. The version need not exist any more. */
  readonly versionMarker?: string | undefined;
}

/** A version and whether it is the newest of its key. */
export interface ListedVersion {
  readonly version: Version;
  readonly latest: boolean;
}

/** Entries in the byte order of their keys, newest version first. */
export interface VersionPage {
  readonly entries: readonly ListEntry<ListedVersion>[];
  readonly truncated: boolean;
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
export interface UploadPage {
  readonly entries: readonly ListEntry<Upload>[];
  readonly truncated: boolean;
  readonly nextKeyMarker: string | undefined;
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
  readonly nextMarker: number | undefined;
}

/** Signatures of the functions this file exports. */
export type ListObjects = (bucket: Bucket, query: ObjectQuery) => ObjectPage;
export type ListVersions = (bucket: Bucket, query: VersionQuery) => VersionPage;
export type ListUploads = (bucket: Bucket, query: UploadQuery) => UploadPage;
export type ListParts = (upload: Upload, query: PartQuery) => PartPage;
