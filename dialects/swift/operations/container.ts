import type { Operation } from '../../core/operation.ts';
import { query } from '../../core/parameter.ts';
import { anySuccess, common } from '../define-operation.ts';
import { aclHeaders, attributeHeaders, listingQueries, removeAclHeaders } from '../parameters.ts';

/** Operations on a container. */
export const containerOperations: readonly Operation[] = [
  common({
    id: 'ListObjects',
    title: 'GET /v1/<account>/<container>',
    resource: 'bucket',
    method: 'GET',
    parameters: [...listingQueries, query('path', 'photos')],
    success: [
      { status: anySuccess(200), body: 'bytes', headers: [] },
      { status: [200], body: { document: 'container' }, headers: [] },
      { status: [204], body: 'empty', headers: [] },
    ],
    refusals: ['limit-too-large', 'undecodable-parameter', 'not-acceptable', 'malformed-accept'],
    permission: 'bucket-read',
    precondition: 'object',
    effect: 'none',
    sample: ({ bucket }) => ({ bucket }),
  }),
  common({
    id: 'HeadContainer',
    title: 'HEAD /v1/<account>/<container>',
    resource: 'bucket',
    method: 'HEAD',
    success: [
      {
        status: anySuccess(204),
        body: 'empty',
        headers: ['x-container-object-count', 'x-container-bytes-used'],
      },
    ],
    permission: 'bucket-read',
    precondition: 'bucket',
    effect: 'none',
    sample: ({ bucket }) => ({ bucket }),
  }),
  common({
    id: 'CreateContainer',
    title: 'PUT /v1/<account>/<container>',
    resource: 'bucket',
    method: 'PUT',
    parameters: [...aclHeaders, ...attributeHeaders('Container')],
    success: [
      { status: [201], body: 'empty', headers: [] },
      // of a container that is there already
      { status: [202], body: 'any', headers: [] },
    ],
    refusals: [
      'missing-account',
      'invalid-bucket-name',
      'unknown-storage-policy',
      'policy-conflict',
      'invalid-acl',
      'invalid-metadata',
      'metadata-too-large',
    ],
    permission: 'bucket-owner',
    whenMissing: {},
    precondition: 'no-bucket',
    effect: 'creates-bucket',
    sample: ({ bucket }) => ({ bucket }),
  }),
  common({
    id: 'DeleteContainer',
    title: 'DELETE /v1/<account>/<container>',
    resource: 'bucket',
    method: 'DELETE',
    success: [{ status: [204], body: 'empty', headers: [] }],
    refusals: ['missing-account', 'invalid-bucket-name', 'bucket-not-empty'],
    permission: 'bucket-owner',
    precondition: 'bucket',
    effect: 'removes-bucket',
    sample: ({ bucket }) => ({ bucket }),
  }),
  common({
    id: 'UpdateContainerMetadata',
    title: 'POST /v1/<account>/<container> (metadata)',
    resource: 'bucket',
    method: 'POST',
    parameters: attributeHeaders('Container'),
    success: [{ status: [204], body: 'empty', headers: [] }],
    refusals: ['missing-account', 'invalid-metadata', 'metadata-too-large'],
    permission: 'bucket-owner',
    precondition: 'bucket',
    effect: 'changes-bucket',
    sample: ({ bucket }) => ({ bucket, headers: [['X-Container-Meta-Color', 'blue']] }),
  }),
  // The same request line as above: its own chapters, told apart by a header. READINGS.md, `one-post`.
  common({
    id: 'UpdateContainerAcl',
    title: 'container ACL',
    resource: 'bucket',
    method: 'POST',
    selectingHeader: 'X-Container-Read',
    parameters: [...aclHeaders, ...removeAclHeaders],
    success: [{ status: [204], body: 'empty', headers: [] }],
    refusals: ['missing-account', 'invalid-acl'],
    permission: 'bucket-owner',
    precondition: 'bucket',
    effect: 'changes-bucket',
    // A user nobody is: the sample lets nobody in.
    sample: ({ bucket }) => ({ bucket, headers: [['X-Container-Read', 'bucketproof-nobody:nobody']] }),
  }),
];
