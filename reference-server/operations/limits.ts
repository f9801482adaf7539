import type { ReadingRules } from './reading-rules.ts';

/** Bounds a dialect documents. A server for tests may be given smaller ones. Sizes in bytes. */
export interface OperationLimits {
  readonly bucketsPerAccount: number;
  readonly keyBytes: number;
  /** Names and values of user metadata together. */
  readonly metadataBytes: number;
  /** Largest body of a single upload, part, append or copy. */
  readonly uploadBytes: number;
  /** Largest object multipart can make. */
  readonly objectBytes: number;
  /** Smallest part, the last one apart; judged at completion. */
  readonly minPartBytes: number;
  readonly maxPartNumber: number;
  /** Most entries on any page of a listing, and how many there are when none is asked for. */
  readonly pageSize: number;
  readonly deleteKeys: number;
  readonly grants: number;
  readonly objectTags: number;
  readonly bucketTags: number;
  /** Largest document that is read where the catalogue gives no bound of its own. */
  readonly documentBytes: number;
  /** Fields of a posted form before its file, together. */
  readonly formFieldBytes: number;
}

/** Where documentations that share an operation differ in what it does. */
export interface OperationRules {
  /** Whom an object belongs to: the owner of its bucket, or who wrote it. */
  readonly objectOwner: 'bucket' | 'caller';
  /** Deleting a bucket with unfinished uploads: refused, or they go with it. */
  readonly pendingUploads: 'refuse' | 'abort';
  /** Storage class of objects that name none. */
  readonly defaultStorageClass: string;
  /** Storage classes whose objects have to be restored before they can be read. */
  readonly archiveClasses: readonly string[];
  /** Whether a completion may leave numbers out between its first and last part. */
  readonly partGaps: 'allow' | 'refuse';
  readonly reading: ReadingRules;
}
