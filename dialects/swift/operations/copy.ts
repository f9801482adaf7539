import type { Operation } from '../../core/operation.ts';
import { header } from '../../core/parameter.ts';
import { openstack } from '../define-operation.ts';
import { conditionHeaders } from '../parameters.ts';

const COPIED = [
  'etag',
  'last-modified',
  'x-copied-from',
  'x-copied-from-account',
  'x-copied-from-last-modified',
];

const shared = {
  title: 'COPY object / PUT with X-Copy-From (OpenStack only)',
  resource: 'object',
  copies: true,
  feature: 'copy',
  success: [{ status: [201], body: 'empty', headers: COPIED }],
  permission: 'object-write',
  precondition: 'bucket',
  effect: 'creates-object',
} as const;

const copyHeaders = [
  header('X-Fresh-Metadata', 'true'),
  header('X-Object-Meta-Color', 'blue'),
  header('Range', 'bytes=0-3'),
  ...conditionHeaders,
];

/** Copies. Conditions and ranges are about the source. S-COPY-01 to -05. */
export const copyOperations: readonly Operation[] = [
  openstack({
    ...shared,
    id: 'CopyObject',
    method: 'COPY',
    selectingHeader: 'Destination',
    parameters: [header('Destination', '/container/object'), ...copyHeaders],
    refusals: ['missing-key', 'invalid-destination', 'precondition-failed', 'unexpected-body'],
    whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
    sample: ({ bucket, key, sourceKey, copySource }) => ({
      bucket,
      key: sourceKey,
      headers: [['Destination', copySource(bucket, key)]],
    }),
  }),
  openstack({
    ...shared,
    id: 'PutObjectCopy',
    method: 'PUT',
    selectingHeader: 'X-Copy-From',
    parameters: [header('X-Copy-From', '/container/object'), ...copyHeaders],
    refusals: [
      'missing-copy-source',
      'missing-copy-source-bucket',
      'invalid-copy-source',
      'precondition-failed',
      'unexpected-body',
    ],
    sample: ({ bucket, key, sourceKey, copySource }) => ({
      bucket,
      key,
      headers: [['X-Copy-From', copySource(bucket, sourceKey)]],
    }),
  }),
];
