import { MAX_OBJECT_BYTES, METADATA_LIMITS, NAME_LIMITS } from '../../dialects/swift/metadata-limits.ts';
import type { OperationLimits, OperationRules } from '../operations/limits.ts';

const UNBOUNDED = Number.MAX_SAFE_INTEGER;

/** What is documented to be bounded; the rest has no meaning here. */
export const DOCUMENTED_LIMITS: OperationLimits = {
  bucketsPerAccount: UNBOUNDED,
  keyBytes: NAME_LIMITS.object,
  metadataBytes: METADATA_LIMITS.total,
  uploadBytes: MAX_OBJECT_BYTES,
  objectBytes: MAX_OBJECT_BYTES,
  minPartBytes: 0,
  maxPartNumber: 0,
  pageSize: 10_000,
  deleteKeys: 0,
  grants: UNBOUNDED,
  objectTags: 0,
  bucketTags: 0,
  documentBytes: 0,
  formFieldBytes: 0,
};

/** Readings of what operations do. */
export const RULES: OperationRules = {
  objectOwner: 'bucket',
  pendingUploads: 'abort',
  defaultStorageClass: '',
  archiveClasses: [],
  partGaps: 'refuse',
  reading: {
    unquoted: true,
    // S-GETOBJ-47
    combination: 'each',
    // S-GETOBJ-51
    shownSecond: 'next',
    // S-GETOBJ-41; READINGS.md, `range-blanks`, `ranges-that-count`
    ranges: {
      maxRanges: 50,
      counted: 'satisfiable',
      maxOverlaps: 2,
      maxUnordered: 7,
      excessive: 'unsatisfiable',
      blanks: 'accept',
    },
  },
};
