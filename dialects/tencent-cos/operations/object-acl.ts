import type { Operation } from '../../core/operation.ts';
import { base } from '../define-operation.ts';
import { aclHeaders, cannedObjectAcl, versionId } from '../parameters.ts';
import { xmlSample } from '../sample-body.ts';
import { ownerOnlyPolicy } from './access-control-sample.ts';

/** Access control list of an object. */
export const objectAclOperations: readonly Operation[] = [
  base({
    id: 'GetObjectAcl',
    title: 'GET Object acl',
    resource: 'object',
    method: 'GET',
    subresources: ['acl'],
    parameters: [versionId],
    success: [{ status: [200], body: { document: 'AccessControlPolicy' }, headers: [] }],
    refusals: ['missing-key'],
    permission: 'object-read-acl',
    whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
    precondition: 'object',
    effect: 'none',
    sample: ({ bucket, key }) => ({ bucket, key, query: [['acl', null]] }),
  }),
  base({
    id: 'PutObjectAcl',
    title: 'PUT Object acl',
    resource: 'object',
    method: 'PUT',
    subresources: ['acl'],
    parameters: [...aclHeaders(cannedObjectAcl, { acl: 'invalid-acl' }), versionId],
    body: { kind: 'xml', document: 'AccessControlPolicyRequest', md5: 'optional', required: false },
    success: [{ status: [200], body: 'empty', headers: [] }],
    refusals: [
      'signature-mismatch',
      'missing-bucket',
      'malformed-xml',
      'acl-conflict',
      'missing-key',
      'invalid-acl',
    ],
    permission: 'object-write-acl',
    whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
    precondition: 'object',
    effect: 'changes-object',
    sample: (fixture) => ({
      bucket: fixture.bucket,
      key: fixture.key,
      query: [['acl', null]],
      ...xmlSample('AccessControlPolicyRequest', ownerOnlyPolicy(fixture)),
    }),
  }),
];
