import type { HeaderList } from '../../dialects/core/headers.ts';
import type { Attributes } from './attributes.ts';
import type { StoredBlob } from './blob.ts';

/** Version id of the version written while versioning was not enabled. */
export const NULL_VERSION = 'null';

/** A key-value tag of an object. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** A temporary readable copy of an archived object. */
export interface RestoreState {
  readonly requestedAt: number;
  /** From when the copy can be read, and until when; milliseconds since the epoch. */
  readonly readyAt: number;
  readonly expiresAt: number;
  /** Whatever the dialect remembers of the request, e.g. its tier. */
  readonly tier: string;
}

/** What a writer says about an object beside its bytes. */
export interface ObjectProperties {
  /** Account the object belongs to. */
  readonly owner: string;
  /** Stored headers that are sent back on reading: Content-Type, Cache-Control and their like. */
  readonly contentHeaders: HeaderList;
  /** User metadata; names as the dialect keeps them. */
  readonly metadata: HeaderList;
  readonly storageClass: string;
  readonly tags: readonly Tag[];
  readonly attributes: Attributes;
  /** When the object ceases to exist, in milliseconds since the epoch. */
  readonly expiresAt?: number | undefined;
}

/** One stored object. Immutable: a change makes a new record. */
export interface ObjectVersion extends ObjectProperties {
  readonly type: 'object';
  readonly key: string;
  /** `NULL_VERSION` unless it was written while versioning was enabled. */
  readonly versionId: string;
  /** Higher is newer, unique in the store. */
  readonly sequence: number;
  readonly blob: StoredBlob;
  readonly size: number;
  /** Opaque value without quotes. */
  readonly etag: string;
  readonly lastModified: number;
  readonly kind: 'normal' | 'appendable';
  readonly restore?: RestoreState | undefined;
  /** Sizes of the parts it was completed from, in order. */
  readonly partSizes?: readonly number[] | undefined;
  /** Since when it is not the newest version of its key; undefined for the newest. */
  readonly noncurrentSince?: number | undefined;
}

/** Stands for "deleted here" in the history of a key. */
export interface DeleteMarker {
  readonly type: 'delete-marker';
  readonly key: string;
  readonly versionId: string;
  readonly sequence: number;
  readonly lastModified: number;
  readonly owner: string;
  readonly noncurrentSince?: number | undefined;
}

/** An entry in the history of a key. */
export type Version = ObjectVersion | DeleteMarker;

/** What `put` needs. The store takes over the caller's reference on `blob`, unless it throws. */
export interface NewObject extends ObjectProperties {
  readonly key: string;
  readonly blob: StoredBlob;
  readonly etag: string;
  readonly kind?: ObjectVersion['kind'] | undefined;
  readonly partSizes?: readonly number[] | undefined;
  /** Default: now. */
  readonly lastModified?: number | undefined;
}

/** What may change in an object without making a new version of it. */
export type ObjectChanges = Partial<
  Pick<
    ObjectVersion,
    | 'owner'
    | 'contentHeaders'
    | 'metadata'
    | 'storageClass'
    | 'tags'
    | 'attributes'
    | 'expiresAt'
    | 'restore'
    | 'lastModified'
  >
>;

/** What `remove` and `removeVersion` did. */
export interface Removal {
  /** The version that is gone, if one is. Its blob may be gone with it. */
  readonly removed: Version | undefined;
  /** The delete marker that was put on top, if one was. */
  readonly marker: DeleteMarker | undefined;
}
