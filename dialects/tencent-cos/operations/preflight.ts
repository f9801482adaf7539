import type { Operation } from '../../core/operation.ts';
import { header, required } from '../../core/parameter.ts';
import { base } from '../define-operation.ts';
import { SAMPLE_ORIGIN } from './bucket-cors.ts';

/** Cross-origin preflight. */
export const preflightOperations: readonly Operation[] = [
  base({
    id: 'OptionsObject',
    title: 'OPTIONS Object',
    resource: 'object',
    method: 'OPTIONS',
    parameters: [
      required(header('Origin', SAMPLE_ORIGIN), 'incomplete-preflight'),
      required(header('Access-Control-Request-Method', 'PUT'), 'incomplete-preflight'),
      header('Access-Control-Request-Headers', 'x-cos-meta-test'),
    ],
    success: [{ status: [200], body: 'empty', headers: ['access-control-allow-origin'] }],
    refusals: ['no-cors-for-preflight', 'cors-forbidden', 'incomplete-preflight'],
    authentication: 'none',
    permission: 'none',
    whenMissing: { bucket: 'missing-bucket-for-preflight' },
    precondition: 'bucket',
    prepare: ['PutBucketCors'],
    effect: 'none',
    sample: ({ bucket, key }) => ({
      bucket,
      key,
      headers: [
        ['Origin', SAMPLE_ORIGIN],
        ['Access-Control-Request-Method', 'PUT'],
      ],
    }),
  }),
];
