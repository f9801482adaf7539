import type { DocumentListing } from '../../behaviours/listing-view.ts';

/** GET Bucket as a listing of objects. */
export const objectListing: DocumentListing = {
  op: 'GetBucket',
  document: 'ListBucketResult',
  parameters: { prefix: 'prefix', delimiter: 'delimiter', marker: 'marker', limit: 'max-keys' },
  encoded: { 'encoding-type': 'url' },
  elements: {
    keys: 'Contents.Key',
    groups: 'CommonPrefixes.Prefix',
    truncated: 'IsTruncated',
    prefix: 'Prefix',
    delimiter: 'Delimiter',
    marker: 'Marker',
    limit: 'MaxKeys',
    encoding: 'EncodingType',
  },
  next: { marker: 'NextMarker' },
  maxEntries: 1000,
  make: (t, key) => t.setup({ op: 'PutObject', key }),
};

/** List Multipart Uploads as a listing of the keys of unfinished uploads. */
export const uploadListing: DocumentListing = {
  op: 'ListMultipartUploads',
  document: 'ListMultipartUploadsResult',
  parameters: { prefix: 'prefix', delimiter: 'delimiter', marker: 'key-marker', limit: 'max-uploads' },
  encoded: { 'encoding-type': 'url' },
  elements: {
    keys: 'Upload.Key',
    groups: 'CommonPrefixes.Prefix',
    truncated: 'IsTruncated',
    prefix: 'Prefix',
    delimiter: 'Delimiter',
    marker: 'KeyMarker',
    limit: 'MaxUploads',
    encoding: 'Encoding-Type',
  },
  next: { 'key-marker': 'NextKeyMarker', 'upload-id-marker': 'NextUploadIdMarker' },
  maxEntries: 1000,
  make: (t, key) => t.setup({ op: 'InitiateMultipartUpload', key }),
};
