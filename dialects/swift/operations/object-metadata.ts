import type { Fixture, Operation } from '../../core/operation.ts';
import { header } from '../../core/parameter.ts';
import { cisco, openstack } from '../define-operation.ts';
import { attributeHeaders } from '../parameters.ts';

const shared = {
  title: 'POST /v1/<account>/<container>/<object>',
  resource: 'object',
  method: 'POST',
  refusals: ['missing-key', 'invalid-metadata', 'metadata-too-large'],
  permission: 'object-write',
  whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
  precondition: 'object',
  effect: 'changes-object',
  sample: ({ bucket, key }: Fixture) => ({
    bucket,
    key,
    headers: [['X-Object-Meta-Color', 'blue']] as const,
  }),
} as const;

/**
 * One request line, two operations: the base document changes single attributes and answers 204, OpenStack replaces the
 * set and answers 202. READINGS.md, `object-post`.
 */
export const objectMetadataOperations: readonly Operation[] = [
  cisco({
    ...shared,
    id: 'UpdateObjectMetadata',
    parameters: attributeHeaders('Object'),
    success: [{ status: [204], body: 'empty', headers: [] }],
  }),
  openstack({
    ...shared,
    id: 'ReplaceObjectMetadata',
    parameters: [
      header('X-Object-Meta-Color', 'blue'),
      header('Content-Type', 'text/plain'),
      header('Content-Encoding', 'identity'),
      header('Content-Disposition', 'attachment'),
    ],
    success: [{ status: [202], body: 'any', headers: [] }],
  }),
];
