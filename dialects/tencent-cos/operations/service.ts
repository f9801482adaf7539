import type { Operation } from '../../core/operation.ts';
import { base } from '../define-operation.ts';

/** Operations on the account. */
export const serviceOperations: readonly Operation[] = [
  base({
    id: 'GetService',
    title: 'GET Service',
    resource: 'service',
    method: 'GET',
    success: [{ status: [200], body: { document: 'ListAllMyBucketsResult' }, headers: [] }],
    permission: 'authenticated',
    precondition: 'bucket',
    effect: 'none',
    sample: () => ({}),
  }),
];
