import type { Operation } from '../../core/operation.ts';
import { base } from '../define-operation.ts';
import { xmlSample } from '../sample-body.ts';

/** Lifecycle configuration of a bucket. */
export const bucketLifecycleOperations: readonly Operation[] = [
  base({
    id: 'GetBucketLifecycle',
    title: 'GET Bucket lifecycle',
    resource: 'bucket',
    method: 'GET',
    subresources: ['lifecycle'],
    success: [{ status: [200], body: { document: 'LifecycleConfiguration' }, headers: [] }],
    refusals: ['missing-bucket', 'no-lifecycle'],
    permission: 'bucket-owner',
    precondition: 'bucket',
    prepare: ['PutBucketLifecycle'],
    effect: 'none',
    sample: ({ bucket }) => ({ bucket, query: [['lifecycle', null]] }),
  }),
  base({
    id: 'PutBucketLifecycle',
    title: 'PUT Bucket lifecycle',
    resource: 'bucket',
    method: 'PUT',
    subresources: ['lifecycle'],
    body: { kind: 'xml', document: 'LifecycleConfiguration', md5: 'required', required: true },
    success: [{ status: [200], body: 'empty', headers: [] }],
    refusals: [
      'missing-bucket',
      'malformed-xml',
      'conflicting-rules',
      'duplicate-rule-id',
      'missing-digest',
      'invalid-element',
    ],
    permission: 'bucket-owner',
    precondition: 'bucket',
    effect: 'changes-bucket',
    sample: ({ bucket }) => ({
      bucket,
      query: [['lifecycle', null]],
      ...xmlSample('LifecycleConfiguration', {
        Rule: [{ ID: 'id1', Filter: { Prefix: 'logs/' }, Status: 'Disabled', Expiration: { Days: 3650 } }],
      }),
    }),
  }),
  base({
    id: 'DeleteBucketLifecycle',
    title: 'DELETE Bucket lifecycle',
    resource: 'bucket',
    method: 'DELETE',
    subresources: ['lifecycle'],
    success: [{ status: [204], body: 'empty', headers: [] }],
    refusals: ['missing-bucket', 'no-lifecycle'],
    permission: 'bucket-owner',
    precondition: 'bucket',
    prepare: ['PutBucketLifecycle'],
    effect: 'changes-bucket',
    sample: ({ bucket }) => ({ bucket, query: [['lifecycle', null]] }),
  }),
];
