import type { AttributeKey, Attributes } from './attributes.ts';
import type { StoredBlob } from './blob.ts';
import type { NewObject, ObjectChanges, ObjectVersion, Removal, Version } from './object-record.ts';
import type { OrderedView } from './ordered-map.ts';
import type { NewPart, NewUpload, Part, Upload, UploadPosition } from './upload.ts';

/** `unset` until versioning is first asked for; a bucket never goes back to it. */
export type Versioning = 'unset' | 'enabled' | 'suspended';

/** What a bucket holds. Bytes are those of objects, not of unfinished uploads. */
export interface Usage {
  readonly objects: number;
  readonly bytes: number;
  /** All versions, the current ones among them; delete markers count as versions of 0 bytes. */
  readonly versions: number;
  readonly versionBytes: number;
  readonly uploads: number;
}

/** One bucket. All operations are synchronous, so nothing can happen between a check and the change that rests on it. */
export interface Bucket {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  readonly createdAt: number;
  readonly versioning: Versioning;
  setVersioning(state: 'enabled' | 'suspended'): void;
  /** What the dialect keeps about the bucket: ACL, CORS, lifecycle and so on. */
  readonly attributes: Attributes;
  /** Sets one attribute; undefined takes it away. */
  setAttribute<T>(key: AttributeKey<T>, value: T | undefined): void;
  readonly usage: Usage;

  /** Objects as they are now, by key. Keys whose newest version is a delete marker are not in it. */
  readonly objects: OrderedView<string, ObjectVersion>;
  /** All versions of every key, oldest first, by key. */
  readonly history: OrderedView<string, readonly Version[]>;
  /** Unfinished uploads by key, then id. */
  readonly uploads: OrderedView<UploadPosition, Upload>;

  /** The object under `key` now, or undefined. */
  current(key: string): ObjectVersion | undefined;
  /** The newest entry in the history of `key`: the current object or the delete marker over it. */
  newest(key: string): Version | undefined;
  /** One entry in the history of `key`, by its version id. */
  version(key: string, versionId: string): Version | undefined;
  /** How many versions of `key` are older than that one, which may be gone; 0 when the id never was one of them. */
  olderVersions(key: string, versionId: string): number;

  /** Stores an object: a new version when versioning is enabled, else in place of the null version. */
  put(object: NewObject): ObjectVersion;
  /** Changes what `changes` names in a stored version. @throws StoreProblem version-missing when it is not stored any more */
  update(version: ObjectVersion, changes: ObjectChanges): ObjectVersion;
  /**
   * Adds `chunk` to the end of the appendable object `key`, or stores `object` when there is none. Version id and
   * properties of an existing object stay; etag and time are new.
   * @param position the caller's idea of the present length (0 for a new object)
   * @throws StoreProblem append-position | not-appendable
   */
  append(position: number, object: NewObject): ObjectVersion;
  /** Deletes as a request without a version id does: by delete marker once versioning was set. A missing key is no error. */
  remove(key: string, owner: string): Removal;
  /** Deletes one version for good. A missing one is no error: both fields are then undefined. */
  removeVersion(key: string, versionId: string): Removal;

  createUpload(upload: NewUpload): Upload;
  upload(key: string, id: string): Upload | undefined;
  /** Stores a part, in place of one of the same number. @throws StoreProblem upload-missing */
  putPart(key: string, id: string, part: NewPart): Part;
  /**
   * Turns the parts with these numbers, in this order, into the object, and ends the upload.
   * @param etag of the object; given the parts and their concatenation
   * @throws StoreProblem upload-missing | part-missing
   */
  completeUpload(
    key: string,
    id: string,
    numbers: readonly number[],
    etag: (parts: readonly Part[], whole: StoredBlob) => string,
  ): ObjectVersion;
  /** Ends the upload and drops its parts. @throws StoreProblem upload-missing */
  abortUpload(key: string, id: string): void;
}
