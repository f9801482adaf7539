import { compareKeys } from './key-order.ts';
import { OrderedMap } from './ordered-map.ts';
import { StoreProblem } from './store-problem.ts';
import type { NewUpload, Part, Upload, UploadPosition } from './upload.ts';

interface StoredUpload extends Upload {
  readonly parts: OrderedMap<number, Part>;
}

/** Orders uploads by key, then by id. */
export function compareUploads(a: UploadPosition, b: UploadPosition): number {
  return compareKeys(a.key, b.key) || compareKeys(a.id, b.id);
}

/** The unfinished uploads of a bucket. Owns a reference on the blob of every part. */
export class UploadTable {
  readonly uploads = new OrderedMap<UploadPosition, StoredUpload>(compareUploads);

  add(upload: NewUpload, id: string, initiatedAt: number): Upload {
    const stored: StoredUpload = {
      ...upload,
      id,
      initiatedAt,
      parts: new OrderedMap<number, Part>((a, b) => a - b),
    };
    this.uploads.set({ key: upload.key, id }, stored);
    return stored;
  }

  /** @throws StoreProblem upload-missing */
  require(key: string, id: string): Upload {
    return this.#require(key, id);
  }

  /** Adds a part, in place of one of the same number. @throws StoreProblem upload-missing */
  putPart(key: string, id: string, part: Part): void {
    const { parts } = this.#require(key, id);
    const replaced = parts.get(part.number);
    parts.set(part.number, part);
    replaced?.blob.release();
  }

  /** Ends an upload and gives its parts up. @throws StoreProblem upload-missing */
  drop(key: string, id: string): void {
    const upload = this.#require(key, id);
    this.uploads.delete({ key, id });
    for (const [, part] of upload.parts.from()) part.blob.release();
  }

  /** Ends all uploads. */
  clear(): void {
    for (const [{ key, id }] of this.uploads.from()) this.drop(key, id);
  }

  #require(key: string, id: string): StoredUpload {
    const upload = this.uploads.get({ key, id });
    if (!upload) throw new StoreProblem('upload-missing', 'there is no such upload');
    return upload;
  }
}
