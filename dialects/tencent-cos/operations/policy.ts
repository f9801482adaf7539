import type { Fixture, Operation } from '../../core/operation.ts';
import { later } from '../define-operation.ts';
import { textSample } from '../sample-body.ts';
import { principal } from './access-control-sample.ts';

const addressed = ({ bucket }: Fixture) => ({ bucket, query: [['policy', null] as const] });

const shared = {
  resource: 'bucket',
  subresources: ['policy'],
  permission: 'bucket-owner',
  precondition: 'bucket',
} as const;

/** The bucket policy is JSON, not XML. T-BCFG-03, -04. */
export const policyOperations: readonly Operation[] = [
  later('policy', {
    ...shared,
    id: 'PutBucketPolicy',
    title: 'PUT Bucket policy',
    method: 'PUT',
    body: { kind: 'bytes', md5: 'optional' },
    success: [{ status: [204, 200], body: 'empty', headers: [] }],
    refusals: ['malformed-policy'],
    effect: 'changes-bucket',
    sample: (fixture) => ({
      ...addressed(fixture),
      ...textSample(ownPolicy(fixture), 'application/json'),
    }),
  }),
  later('policy', {
    ...shared,
    id: 'GetBucketPolicy',
    title: 'GET Bucket policy',
    method: 'GET',
    success: [{ status: [200], body: 'bytes', headers: [] }],
    refusals: ['no-policy'],
    prepare: ['PutBucketPolicy'],
    effect: 'none',
    sample: addressed,
  }),
  later('policy', {
    ...shared,
    id: 'DeleteBucketPolicy',
    title: 'DELETE Bucket policy',
    method: 'DELETE',
    success: [{ status: [204], body: 'empty', headers: [] }],
    prepare: ['PutBucketPolicy'],
    effect: 'changes-bucket',
    sample: addressed,
  }),
];

/** A policy that gives the caller what the caller has anyway. */
function ownPolicy(fixture: Fixture): string {
  return JSON.stringify({
    version: '2.0',
    Statement: [
      {
        Principal: { qcs: [principal(fixture)] },
        Effect: 'allow',
        Action: ['name/cos:GetObject'],
        Resource: [`qcs::cos:*:uid/${fixture.account}:${fixture.bucket}/*`],
      },
    ],
  });
}
