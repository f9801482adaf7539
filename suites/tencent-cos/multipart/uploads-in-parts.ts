import type { Multipart } from '../../behaviours/multipart-upload.ts';
import { bucketEcho } from '../bucket/bucket-echo.ts';

/** Uploads in parts, for the shared checks of them. */
export const multipart: Multipart = {
  initiate: 'InitiateMultipartUpload',
  uploadPart: 'UploadPart',
  copyPart: 'UploadPartCopy',
  complete: 'CompleteMultipartUpload',
  abort: 'AbortMultipartUpload',
  listParts: 'ListParts',
  listUploads: 'ListMultipartUploads',
  headObject: 'HeadObject',
  minPartBytes: 1024 * 1024,
  maxPartNumber: 10_000,
  bucketEcho,
};
