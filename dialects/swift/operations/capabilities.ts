import type { Operation } from '../../core/operation.ts';
import { openstack } from '../define-operation.ts';

/** What a server says of itself, in JSON: middleware and limits. */
export const capabilityOperations: readonly Operation[] = [
  openstack({
    id: 'GetCapabilities',
    title: 'GET /info',
    resource: 'service',
    method: 'GET',
    feature: 'capabilities',
    success: [{ status: [200], body: 'bytes', headers: ['content-type'] }],
    authentication: 'none',
    permission: 'none',
    precondition: 'nothing',
    effect: 'none',
    sample: () => ({}),
  }),
];
