import type { Volatile } from '../core/dialect.ts';

/** What differs between two correct answers to the same request. Sheet 1.5, 4.1. */
export const volatile: Volatile = {
  headers: {
    date: 'date',
    'last-modified': 'date',
    'x-cos-request-id': 'opaque',
    'x-cos-trace-id': 'opaque',
    'x-cos-version-id': 'id',
    'x-cos-copy-source-version-id': 'id',
    server: 'ignore',
    connection: 'ignore',
    'keep-alive': 'ignore',
    'transfer-encoding': 'ignore',
    'x-cos-bucket-region': 'opaque',
  },
  elements: {
    RequestId: 'opaque',
    TraceId: 'opaque',
    Message: 'opaque',
    ServerTime: 'date',
    StringToSign: 'opaque',
    FormatString: 'opaque',
    LastModified: 'date',
    CreationDate: 'date',
    CreateDate: 'date',
    Initiated: 'date',
    UploadId: 'id',
    UploadID: 'id',
    UploadIdMarker: 'id',
    NextUploadIdMarker: 'id',
    VersionId: 'id',
    VersionIdMarker: 'id',
    NextVersionIdMarker: 'id',
    DeleteMarkerVersionId: 'id',
    ContinuationToken: 'id',
    NextContinuationToken: 'id',
  },
  /** The version of an object that was written without versioning. T-VER-10. */
  fixedIds: ['null'],
};
