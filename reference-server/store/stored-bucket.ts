import { type AttributeKey, Attributes } from './attributes.ts';
import type { BlobStore, StoredBlob } from './blob.ts';
import type { Bucket, Usage, Versioning } from './bucket.ts';
import type { Clock } from './clock.ts';
import type { IdSource } from './ids.ts';
import {
  type DeleteMarker,
  type NewObject,
  NULL_VERSION,
  type ObjectChanges,
  type ObjectVersion,
  type Removal,
  type Version,
} from './object-record.ts';
import type { OrderedView } from './ordered-map.ts';
import { StoreProblem } from './store-problem.ts';
import type { NewPart, NewUpload, Part, Upload, UploadPosition } from './upload.ts';
import { UploadTable } from './upload-table.ts';
import { VersionTable } from './version-table.ts';

/** What the buckets of one store share. */
export interface BucketSurroundings {
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly ids: IdSource;
  /** A number higher than all before. */
  readonly nextSequence: () => number;
}

/** A bucket in the memory of the process. */
export class StoredBucket implements Bucket {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  readonly createdAt: number;
  readonly #in: BucketSurroundings;
  readonly #versions: VersionTable;
  readonly #uploads = new UploadTable();
  #versioning: Versioning = 'unset';
  #attributes: Attributes;
  #removed = false;

  constructor(
    surroundings: BucketSurroundings,
    bucket: { name: string; owner: string; region: string; attributes?: Attributes | undefined },
  ) {
    this.#in = surroundings;
    this.#versions = new VersionTable(surroundings.ids);
    this.name = bucket.name;
    this.owner = bucket.owner;
    this.region = bucket.region;
    this.createdAt = surroundings.clock.now();
    this.#attributes = bucket.attributes ?? Attributes.empty;
  }

  get versioning(): Versioning {
    return this.#versioning;
  }

  setVersioning(state: 'enabled' | 'suspended'): void {
    this.#checkAlive();
    this.#versioning = state;
  }

  get attributes(): Attributes {
    return this.#attributes;
  }

  setAttribute<T>(key: AttributeKey<T>, value: T | undefined): void {
    this.#checkAlive();
    this.#attributes = this.#attributes.with(key, value);
  }

  get usage(): Usage {
    const { objects, bytes, versions, versionBytes } = this.#versions;
    return { objects: objects.size, bytes, versions, versionBytes, uploads: this.uploads.size };
  }

  get objects(): OrderedView<string, ObjectVersion> {
    return this.#versions.objects;
  }

  get history(): OrderedView<string, readonly Version[]> {
    return this.#versions.history;
  }

  get uploads(): OrderedView<UploadPosition, Upload> {
    return this.#uploads.uploads;
  }

  current(key: string): ObjectVersion | undefined {
    return this.#versions.objects.get(key);
  }

  newest(key: string): Version | undefined {
    return this.#versions.newest(key);
  }

  version(key: string, versionId: string): Version | undefined {
    return this.#versions.find(key, versionId);
  }

  olderVersions(key: string, versionId: string): number {
    return this.#versions.olderThan(key, versionId);
  }

  put(object: NewObject): ObjectVersion {
    this.#checkAlive();
    const now = this.#in.clock.now();
    const version: ObjectVersion = {
      ...object,
      ...this.#nextIdentity(),
      type: 'object',
      size: object.blob.size,
      lastModified: object.lastModified ?? now,
      kind: object.kind ?? 'normal',
    };
    this.#replaceNull(version);
    this.#versions.push(version, now);
    return version;
  }

  update(version: ObjectVersion, changes: ObjectChanges): ObjectVersion {
    this.#checkAlive();
    const updated = this.#versions.replace(version, (stored) => ({ ...stored, ...changes }));
    if (!updated) throw new StoreProblem('version-missing', 'the version is not stored any more');
    return updated;
  }

  append(position: number, object: NewObject): ObjectVersion {
    this.#checkAlive();
    const current = this.current(object.key);
    if (current && current.kind !== 'appendable') {
      throw new StoreProblem('not-appendable', 'the object was not created by appending');
    }
    const length = current?.size ?? 0;
    if (position !== length) {
      throw new StoreProblem('append-position', `the object is ${length} bytes long, not ${position}`);
    }
    if (!current) return this.put({ ...object, kind: 'appendable' });
    const blob = this.#in.blobs.concat([current.blob, object.blob]);
    object.blob.release();
    return this.#extend(current, blob, object);
  }

  remove(key: string, owner: string): Removal {
    this.#checkAlive();
    if (this.#versioning === 'unset') return this.removeVersion(key, NULL_VERSION);
    const now = this.#in.clock.now();
    const marker: DeleteMarker = {
      ...this.#nextIdentity(),
      type: 'delete-marker',
      key,
      lastModified: now,
      owner,
    };
    const removed = this.#replaceNull(marker);
    this.#versions.push(marker, now);
    return { removed, marker };
  }

  removeVersion(key: string, versionId: string): Removal {
    this.#checkAlive();
    const removed = this.#versions.find(key, versionId);
    if (removed) this.#versions.drop(removed);
    return { removed, marker: undefined };
  }

  createUpload(upload: NewUpload): Upload {
    this.#checkAlive();
    const { clock, ids, nextSequence } = this.#in;
    return this.#uploads.add(upload, ids.upload(nextSequence()), clock.now());
  }

  upload(key: string, id: string): Upload | undefined {
    return this.uploads.get({ key, id });
  }

  putPart(key: string, id: string, part: NewPart): Part {
    this.#checkAlive();
    const stored: Part = { ...part, size: part.blob.size, lastModified: this.#in.clock.now() };
    this.#uploads.putPart(key, id, stored);
    return stored;
  }

  completeUpload(
    key: string,
    id: string,
    numbers: readonly number[],
    etag: (parts: readonly Part[], whole: StoredBlob) => string,
  ): ObjectVersion {
    this.#checkAlive();
    const upload = this.#uploads.require(key, id);
    const parts = numbers.map((number) => {
      const part = upload.parts.get(number);
      if (!part) throw new StoreProblem('part-missing', `part ${number} was not uploaded`);
      return part;
    });
    const blob = this.#in.blobs.concat(parts.map((part) => part.blob));
    let tag: string;
    try {
      tag = etag(parts, blob);
    } catch (error) {
      blob.release();
      throw error;
    }
    const partSizes = parts.map(({ size }) => size);
    const object = this.put({ ...upload.properties, key, blob, etag: tag, partSizes });
    this.#uploads.drop(key, id);
    return object;
  }

  abortUpload(key: string, id: string): void {
    this.#checkAlive();
    this.#uploads.drop(key, id);
  }

  /** Gives everything up; from now on every change is refused. */
  dispose(): void {
    this.#removed = true;
    this.#versions.clear();
    this.#uploads.clear();
  }

  #extend(current: ObjectVersion, blob: StoredBlob, object: NewObject): ObjectVersion {
    const lastModified = object.lastModified ?? this.#in.clock.now();
    const change = { blob, size: blob.size, etag: object.etag, lastModified };
    const extended = this.#versions.replace(current, (stored) => ({ ...stored, ...change }));
    if (!extended) throw new Error('the current object is not in the history of its key');
    current.blob.release();
    return extended;
  }

  #nextIdentity(): { readonly versionId: string; readonly sequence: number } {
    const sequence = this.#in.nextSequence();
    const versionId = this.#versioning === 'enabled' ? this.#in.ids.version(sequence) : NULL_VERSION;
    return { versionId, sequence };
  }

  /** There is at most one null version of a key: makes room for `next` when it is to be that. */
  #replaceNull(next: Version): Version | undefined {
    if (next.versionId !== NULL_VERSION) return undefined;
    return this.removeVersion(next.key, NULL_VERSION).removed;
  }

  #checkAlive(): void {
    if (this.#removed) throw new StoreProblem('bucket-missing', 'the bucket was removed');
  }
}
