import type { Operation } from '../../core/operation.ts';
import { header } from '../../core/parameter.ts';
import { anySuccess, common } from '../define-operation.ts';
import { TOKEN_PATH } from '../storage-path.ts';

/** The exchange of user and key for a token, before any other request. Sheet 2.1. */
export const tokenOperations: readonly Operation[] = [
  common({
    id: 'GetToken',
    title: 'GET /auth/v1.0',
    resource: 'endpoint',
    path: TOKEN_PATH,
    method: 'GET',
    parameters: [
      header('X-Auth-User', 'account:user'),
      header('X-Auth-Key', 'key'),
      header('X-Storage-User', 'account:user'),
      header('X-Storage-Pass', 'key'),
      header('X-Auth-New-Token', 'true'),
      header('X-Auth-Token-Lifetime', '3600'),
    ],
    // One server sends a document, the other nothing, and nobody needs it: S-AUTH-13.
    success: [
      {
        status: anySuccess(200),
        body: 'any',
        headers: ['x-auth-token', 'x-storage-token', 'x-storage-url'],
      },
    ],
    refusals: ['invalid-credentials'],
    authentication: 'login',
    permission: 'none',
    precondition: 'nothing',
    effect: 'none',
    sample: () => ({}),
  }),
];
