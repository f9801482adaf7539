import type { StoredBlob } from './blob.ts';
import type { ObjectProperties } from './object-record.ts';
import type { OrderedView } from './ordered-map.ts';

/** One part of an unfinished multipart upload. */
export interface Part {
  readonly number: number;
  readonly blob: StoredBlob;
  readonly size: number;
  /** Opaque value without quotes. */
  readonly etag: string;
  readonly lastModified: number;
}

/** A part to be stored. The store takes over the caller's reference on `blob`, unless it throws. */
export interface NewPart {
  readonly number: number;
  readonly blob: StoredBlob;
  readonly etag: string;
}

/** An unfinished multipart upload. */
export interface Upload {
  readonly key: string;
  /** Unique in the store; later uploads have ids that sort after earlier ones. */
  readonly id: string;
  readonly initiatedAt: number;
  /** Who started it; the object will belong to `properties.owner`. */
  readonly initiator: string;
  readonly properties: ObjectProperties;
  /** By part number, ascending. */
  readonly parts: OrderedView<number, Part>;
}

/** What `createUpload` needs. */
export interface NewUpload {
  readonly key: string;
  readonly initiator: string;
  readonly properties: ObjectProperties;
}

/** Where an upload stands in the order of a bucket's uploads: by key, then by id. */
export interface UploadPosition {
  readonly key: string;
  readonly id: string;
}
