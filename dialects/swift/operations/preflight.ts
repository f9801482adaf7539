import type { Operation } from '../../core/operation.ts';
import { header } from '../../core/parameter.ts';
import { openstack } from '../define-operation.ts';

/** What a browser asks before it sends a request from another site; without an origin the methods are told. S-CORS-01, -06. */
export const preflightOperations: readonly Operation[] = [
  openstack({
    id: 'PreflightObject',
    title: 'OPTIONS /v1/<account>/<container>/<object>',
    resource: 'object',
    method: 'OPTIONS',
    parameters: [
      header('Origin', 'http://www.example.com'),
      header('Access-Control-Request-Method', 'GET'),
      header('Access-Control-Request-Headers', 'x-object-meta-color'),
    ],
    success: [{ status: [200], body: 'any', headers: ['allow'] }],
    refusals: ['origin-not-allowed'],
    authentication: 'none',
    permission: 'none',
    whenMissing: {},
    precondition: 'bucket',
    effect: 'none',
    sample: ({ bucket, key }) => ({ bucket, key }),
  }),
];
