import type { Operation } from '../../core/operation.ts';
import { anySuccess, common } from '../define-operation.ts';
import { attributeHeaders, listingQueries } from '../parameters.ts';

/** Operations on an account. Its admin is the owner, and nobody else gets in. */
export const accountOperations: readonly Operation[] = [
  common({
    id: 'ListContainers',
    title: 'GET /v1/<account>',
    resource: 'service',
    method: 'GET',
    parameters: listingQueries,
    success: [
      { status: anySuccess(200), body: 'bytes', headers: [] },
      { status: [200], body: { document: 'account' }, headers: [] },
      { status: [204], body: 'empty', headers: [] },
    ],
    refusals: ['limit-too-large', 'undecodable-parameter', 'not-acceptable', 'malformed-accept'],
    permission: 'account-owner',
    precondition: 'bucket',
    effect: 'none',
    sample: () => ({}),
  }),
  common({
    id: 'HeadAccount',
    title: 'HEAD /v1/<account>',
    resource: 'service',
    method: 'HEAD',
    success: [
      {
        status: anySuccess(204),
        body: 'empty',
        headers: ['x-account-container-count', 'x-account-object-count', 'x-account-bytes-used'],
      },
    ],
    refusals: ['missing-account'],
    permission: 'account-owner',
    precondition: 'nothing',
    effect: 'none',
    sample: () => ({}),
  }),
  common({
    id: 'UpdateAccountMetadata',
    title: 'POST /v1/<account>',
    resource: 'service',
    method: 'POST',
    parameters: attributeHeaders('Account'),
    success: [{ status: [204], body: 'empty', headers: [] }],
    refusals: ['missing-account', 'invalid-metadata', 'metadata-too-large'],
    permission: 'account-owner',
    precondition: 'nothing',
    effect: 'changes-service',
    // The account outlives the run, so the sample removes what was never there and leaves no trace. S-POSTACCT-11.
    sample: () => ({ headers: [['X-Remove-Account-Meta-Bucketproof-Absent', 'x']] }),
  }),
];
