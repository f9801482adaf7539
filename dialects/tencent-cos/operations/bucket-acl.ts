import type { Operation } from '../../core/operation.ts';
import { base } from '../define-operation.ts';
import { aclHeaders, cannedAcl } from '../parameters.ts';
import { xmlSample } from '../sample-body.ts';
import { ownerOnlyPolicy } from './access-control-sample.ts';

/** Access control list of a bucket. */
export const bucketAclOperations: readonly Operation[] = [
  base({
    id: 'GetBucketAcl',
    title: 'GET Bucket acl',
    resource: 'bucket',
    method: 'GET',
    subresources: ['acl'],
    success: [{ status: [200], body: { document: 'AccessControlPolicy' }, headers: [] }],
    permission: 'bucket-read-acl',
    precondition: 'bucket',
    effect: 'none',
    sample: ({ bucket }) => ({ bucket, query: [['acl', null]] }),
  }),
  base({
    id: 'PutBucketAcl',
    title: 'PUT Bucket acl',
    resource: 'bucket',
    method: 'PUT',
    subresources: ['acl'],
    parameters: aclHeaders(cannedAcl, { acl: 'invalid-acl', grant: 'invalid-argument' }),
    body: { kind: 'xml', document: 'AccessControlPolicyRequest', md5: 'optional', required: false },
    success: [{ status: [200], body: 'empty', headers: [] }],
    refusals: ['bad-digest', 'malformed-xml', 'invalid-argument', 'bucket-acl-conflict', 'too-many-grants'],
    permission: 'bucket-write-acl',
    precondition: 'bucket',
    effect: 'changes-bucket',
    sample: (fixture) => ({
      bucket: fixture.bucket,
      query: [['acl', null]],
      ...xmlSample('AccessControlPolicyRequest', ownerOnlyPolicy(fixture)),
    }),
  }),
];
