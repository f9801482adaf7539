import type { OperationLimits, OperationRules } from '../operations/limits.ts';
import { RFC_READING } from '../operations/reading-rules.ts';

const KB = 1024;
const MB = 1024 * KB;
const GB = 1024 * MB;

/** What the documentation bounds. Sheet 1.2, error table. */
export const DOCUMENTED_LIMITS: OperationLimits = {
  bucketsPerAccount: 200,
  keyBytes: 850,
  metadataBytes: 2 * KB,
  uploadBytes: 5 * GB,
  objectBytes: 50_000 * GB,
  minPartBytes: MB,
  maxPartNumber: 10_000,
  pageSize: 1000,
  deleteKeys: 1000,
  grants: 100,
  objectTags: 10,
  bucketTags: 50,
  // A completion of 10,000 parts with white space and entities takes about 2 MB, a deletion of 1,000 long keys up to 5.
  documentBytes: 8 * MB,
  formFieldBytes: 64 * KB,
};

/** Readings of what operations do. Sheet 1.9, 2.2, 4.9, 5. */
export const RULES: OperationRules = {
  objectOwner: 'bucket',
  pendingUploads: 'refuse',
  defaultStorageClass: 'STANDARD',
  archiveClasses: ['ARCHIVE', 'DEEP_ARCHIVE'],
  partGaps: 'refuse',
  reading: RFC_READING,
};

/**
 * Storage classes from the one that is read most often to the one that is read least. Lifecycle rules sink objects and
 * never lift them: what is archived has to be restored first.
 */
export const CLASS_ORDER: readonly string[] = [
  'STANDARD',
  'NEARLINE',
  'STANDARD_IA',
  'ARCHIVE',
  'DEEP_ARCHIVE',
];
