import type { CopyBinding } from '../../behaviours/copy.ts';

/** PUT Object - Copy, for the shared checks of copies. */
export const copying: CopyBinding = {
  operation: 'PutObjectCopy',
  headObject: 'HeadObject',
  source: 'x-cos-copy-source',
  directive: { header: 'x-cos-metadata-directive', keep: 'Copy', replace: 'Replaced' },
  conditionPrefix: 'x-cos-copy-source-If-',
  metadataPrefix: 'x-cos-meta-',
  result: { document: 'CopyObjectResult', etag: 'ETag', lastModified: 'LastModified' },
};
