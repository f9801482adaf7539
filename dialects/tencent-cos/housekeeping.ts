import type { Dialect, Housekeeping } from '../core/dialect.ts';

/** Keys come percent-encoded, so that every key survives XML. T-LIST-31. */
const encoded = { query: { 'encoding-type': 'url' }, percentEncoded: true } as const;

/** What setting up and cleaning up is done with. */
export const housekeeping: Housekeeping = {
  createBucket: 'PutBucket',
  deleteBucket: 'DeleteBucket',
  headBucket: 'HeadBucket',
  listBuckets: 'GetService',
  listObjects: 'GetBucket',
  putObject: 'PutObject',
  getObject: 'GetObject',
  deleteObject: 'DeleteObject',
  listUploads: 'ListMultipartUploads',
  abortUpload: 'AbortMultipartUpload',
  objects: {
    document: 'ListBucketResult',
    keys: 'Contents.Key',
    truncated: 'IsTruncated',
    next: { marker: 'NextMarker' },
    ...encoded,
  },
  uploads: {
    document: 'ListMultipartUploadsResult',
    keys: 'Upload.Key',
    truncated: 'IsTruncated',
    next: { 'key-marker': 'NextKeyMarker', 'upload-id-marker': 'NextUploadIdMarker' },
    uploadId: 'Upload.UploadId',
    ...encoded,
  },
  versions: {
    operation: 'GetBucketObjectVersions',
    document: 'ListVersionsResult',
    groups: ['Version', 'DeleteMarker'],
    keys: 'Version.Key',
    key: 'Key',
    versionId: 'VersionId',
    truncated: 'IsTruncated',
    next: { 'key-marker': 'NextKeyMarker', 'version-id-marker': 'NextVersionIdMarker' },
    ...encoded,
  },
  buckets: { document: 'ListAllMyBucketsResult', names: 'Buckets.Bucket.Name' },
};

/** How preconditions beyond a plain object come about. */
export const preparations: Dialect['preparations'] = {
  'appendable-object': [{ operation: 'AppendObject' }],
  'archived-object': [{ operation: 'PutObject', headers: [['x-cos-storage-class', 'ARCHIVE']] }],
  upload: [{ operation: 'InitiateMultipartUpload' }],
  'upload-with-part': [{ operation: 'InitiateMultipartUpload' }, { operation: 'UploadPart' }],
};
