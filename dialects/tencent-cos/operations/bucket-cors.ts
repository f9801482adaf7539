import type { Operation } from '../../core/operation.ts';
import { base } from '../define-operation.ts';
import { xmlSample } from '../sample-body.ts';

/** Origin that the sample CORS configuration allows, and the sample preflight comes from. */
export const SAMPLE_ORIGIN = 'http://www.example.com';

/** Cross-origin configuration of a bucket. */
export const bucketCorsOperations: readonly Operation[] = [
  base({
    id: 'GetBucketCors',
    title: 'GET Bucket cors',
    resource: 'bucket',
    method: 'GET',
    subresources: ['cors'],
    success: [{ status: [200], body: { document: 'CORSConfiguration' }, headers: [] }],
    refusals: ['no-cors'],
    permission: 'bucket-owner',
    precondition: 'bucket',
    prepare: ['PutBucketCors'],
    effect: 'none',
    sample: ({ bucket }) => ({ bucket, query: [['cors', null]] }),
  }),
  base({
    id: 'PutBucketCors',
    title: 'PUT Bucket cors',
    resource: 'bucket',
    method: 'PUT',
    subresources: ['cors'],
    body: {
      kind: 'xml',
      document: 'CORSConfiguration',
      md5: 'required',
      required: true,
      maxBytes: 65_536,
    },
    success: [{ status: [200], body: 'empty', headers: [] }],
    refusals: [
      'missing-digest',
      'bad-digest',
      'malformed-xml',
      'invalid-element',
      'too-many-rules',
      'body-too-large',
    ],
    permission: 'bucket-owner',
    precondition: 'bucket',
    effect: 'changes-bucket',
    sample: ({ bucket }) => ({
      bucket,
      query: [['cors', null]],
      ...xmlSample('CORSConfiguration', {
        CORSRule: [
          {
            ID: 'sample',
            AllowedOrigin: [SAMPLE_ORIGIN],
            AllowedMethod: ['GET', 'PUT'],
            AllowedHeader: ['x-cos-meta-test'],
            MaxAgeSeconds: 500,
            ExposeHeader: ['x-cos-meta-test1'],
          },
        ],
      }),
    }),
  }),
  base({
    id: 'DeleteBucketCors',
    title: 'DELETE Bucket cors',
    resource: 'bucket',
    method: 'DELETE',
    subresources: ['cors'],
    success: [{ status: [204], body: 'empty', headers: [] }],
    permission: 'bucket-owner',
    precondition: 'bucket',
    prepare: ['PutBucketCors'],
    effect: 'changes-bucket',
    sample: ({ bucket }) => ({ bucket, query: [['cors', null]] }),
  }),
];
