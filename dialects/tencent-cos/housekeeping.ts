import type { Dialect, Housekeeping } from '../core/dialect.ts';
import { textsAt } from '../core/document-access.ts';
import { documentValue, xmlPage } from '../core/xml-page.ts';
import { documents } from './documents/index.ts';

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
  objects: xmlPage({
    document: documents.ListBucketResult,
    groups: ['Contents'],
    key: 'Key',
    truncated: 'IsTruncated',
    next: { marker: 'NextMarker' },
    ...encoded,
  }),
  uploads: {
    list: 'ListMultipartUploads',
    abort: 'AbortMultipartUpload',
    ...xmlPage({
      document: documents.ListMultipartUploadsResult,
      groups: ['Upload'],
      key: 'Key',
      id: 'UploadId',
      truncated: 'IsTruncated',
      next: { 'key-marker': 'NextKeyMarker', 'upload-id-marker': 'NextUploadIdMarker' },
      ...encoded,
    }),
  },
  versions: {
    operation: 'GetBucketObjectVersions',
    ...xmlPage({
      document: documents.ListVersionsResult,
      groups: ['Version', 'DeleteMarker'],
      key: 'Key',
      id: 'VersionId',
      truncated: 'IsTruncated',
      next: { 'key-marker': 'NextKeyMarker', 'version-id-marker': 'NextVersionIdMarker' },
      ...encoded,
    }),
  },
  buckets: {
    what: 'ListAllMyBucketsResult',
    read: (body) => {
      const value = documentValue(documents.ListAllMyBucketsResult, body);
      return typeof value === 'object' && Object.hasOwn(value, 'Buckets')
        ? textsAt(value, 'Buckets.Bucket.Name')
        : undefined;
    },
  },
};

/** How preconditions beyond a plain object come about. */
export const preparations: Dialect['preparations'] = {
  'appendable-object': [{ operation: 'AppendObject' }],
  'archived-object': [{ operation: 'PutObject', headers: [['x-cos-storage-class', 'ARCHIVE']] }],
  upload: [{ operation: 'InitiateMultipartUpload' }],
  'upload-with-part': [{ operation: 'InitiateMultipartUpload' }, { operation: 'UploadPart' }],
};
