import type { Operation } from '../../core/operation.ts';
import { openstack } from '../define-operation.ts';
import { CAPABILITIES_PATH } from '../storage-path.ts';

/** What a server says of itself, in JSON: middleware and limits. */
export const capabilityOperations: readonly Operation[] = [
  openstack({
    id: 'GetCapabilities',
    title: 'GET /info',
    resource: 'endpoint',
    path: CAPABILITIES_PATH,
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
