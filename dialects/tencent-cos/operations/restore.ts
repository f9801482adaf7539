import type { Operation } from '../../core/operation.ts';
import { base } from '../define-operation.ts';
import { xmlSample } from '../sample-body.ts';

/** Reading archived objects again. The chapter belongs to the base document; a target may have no archive. */
export const restoreOperations: readonly Operation[] = [
  {
    ...base({
      id: 'PostObjectRestore',
      title: 'POST Object restore',
      resource: 'object',
      method: 'POST',
      subresources: ['restore'],
      body: { kind: 'xml', document: 'RestoreRequest', md5: 'optional', required: true },
      success: [{ status: [202], body: 'empty', headers: [] }],
      refusals: ['restore-in-progress', 'not-archived', 'missing-key', 'malformed-xml'],
      permission: 'bucket-write',
      whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
      precondition: 'archived-object',
      effect: 'changes-object',
      sample: ({ bucket, key }) => ({
        bucket,
        key,
        query: [['restore', null]],
        ...xmlSample('RestoreRequest', { Days: 1, CASJobParameters: { Tier: 'Standard' } }),
      }),
    }),
    feature: 'archive',
  },
];
