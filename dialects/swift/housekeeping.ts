import type { Housekeeping, Page } from '../core/dialect.ts';

/** Pages are asked for as XML, which has paths. A page has no flag for more, and its last entry asks for the next. */
const objects: Page = {
  document: 'container',
  keys: 'object.name',
  truncated: 'truncated',
  next: { marker: 'object.name' },
  query: { format: 'xml' },
};

/** What setting up and cleaning up is done with. */
export const housekeeping: Housekeeping = {
  createBucket: 'CreateContainer',
  deleteBucket: 'DeleteContainer',
  headBucket: 'HeadContainer',
  listBuckets: 'ListContainers',
  listObjects: 'ListObjects',
  putObject: 'PutObject',
  getObject: 'GetObject',
  deleteObject: 'DeleteObject',
  // There are no uploads in parts: the listing of objects has none, so none is ever aborted.
  listUploads: 'ListObjects',
  abortUpload: 'DeleteObject',
  objects,
  uploads: { ...objects, keys: 'upload.name', next: {}, uploadId: 'upload.id' },
  buckets: { document: 'account', names: 'container.name' },
};
