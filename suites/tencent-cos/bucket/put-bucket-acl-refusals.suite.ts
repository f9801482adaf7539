import type { RenderValue } from '../../../dialects/core/document-render.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { bucketOwnerId, GRANT_HEADERS } from '../access-binding.ts';
import { ANYONE_ID, account, policyBody } from '../object/grants.ts';
import { expectGrants, grantsNow } from './bucket-acl.ts';
import { subAccount } from './sub-account.ts';

/** Sends lists that have to be refused to a bucket that everyone may read, which it has to stay. */
async function expectRefused(
  t: CheckContext,
  refusal: string,
  requests: readonly Pick<RequestSpec, 'headers' | 'body' | 'as'>[],
): Promise<void> {
  await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
  const before = await grantsNow(t);
  for (const request of requests) {
    t.expect(await t.send({ op: 'PutBucketAcl', ...request }), { refusal });
    await expectGrants(t, before);
  }
}

/** A list with this content, right or wrong. */
function policy(owner: RenderValue, grants: readonly RenderValue[]) {
  const value = { ...(owner === undefined ? {} : { Owner: owner }), AccessControlList: { Grant: grants } };
  return xmlSample('AccessControlPolicyRequest', value);
}

export default suite('PutBucketAcl', [
  {
    id: 'unknown-canned-acl',
    title: 'An unknown x-cos-acl is refused with InvalidArgument and the old list stays',
    claims: ['T-PUTBACL-10'],
    lease: 'own',
    run: (t) =>
      expectRefused(
        t,
        'invalid-acl',
        ['public', 'none', 'public-read,private'].map((value) => ({ headers: { 'x-cos-acl': value } })),
      ),
  },
  {
    id: 'malformed-grant-id',
    title: 'A grant to what is no id is refused with InvalidArgument and the old list stays',
    claims: ['T-PUTBACL-19'],
    lease: 'own',
    run: (t) =>
      expectRefused(
        t,
        'invalid-argument',
        Object.values(GRANT_HEADERS).flatMap((header) =>
          ['id="qcs::camp::uin/1:uin/1"', 'id="nobody"'].map((value) => ({ headers: { [header]: value } })),
        ),
      ),
  },
  {
    id: 'header-and-body',
    title: 'ACL headers together with an ACL body are refused and the old list stays',
    claims: ['T-PUTBACL-06'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      const { headers, body } = policyBody(owner, [[account(ANYONE_ID), 'FULL_CONTROL']]);
      await expectRefused(t, 'bucket-acl-conflict', [
        { headers: [...headers, ['x-cos-acl', 'private']], body },
        { headers: [...headers, ['x-cos-grant-write', `id="${ANYONE_ID}"`]], body },
      ]);
    },
  },
  {
    id: 'policy-without-owner',
    title: 'A list without Owner, or without the id of the owner, is refused and the old list stays',
    claims: ['T-PUTBACL-07'],
    lease: 'own',
    run: async (t) => {
      const id = await bucketOwnerId(t);
      const grants = [{ Grantee: account(id), Permission: 'FULL_CONTROL' }];
      await expectRefused(t, 'invalid-element', [policy(undefined, grants), policy({}, grants)]);
    },
  },
  {
    id: 'grant-without-grantee',
    title: 'A grant without Grantee, or to a Grantee without id, is refused and the old list stays',
    claims: ['T-PUTBACL-07'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const owner = { ID: await bucketOwnerId(t) };
      await expectRefused(t, 'invalid-element', [
        policy(owner, [{ Permission: 'FULL_CONTROL' }]),
        policy(owner, [{ Grantee: {}, Permission: 'FULL_CONTROL' }]),
      ]);
    },
  },
  {
    id: 'grant-without-permission',
    title: 'A grant without Permission is refused and the old list stays',
    claims: ['T-PUTBACL-07'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const owner = { ID: await bucketOwnerId(t) };
      const full = { Grantee: account(owner.ID), Permission: 'FULL_CONTROL' };
      await expectRefused(t, 'invalid-element', [policy(owner, [full, { Grantee: account(ANYONE_ID) }])]);
    },
  },
  {
    id: 'unknown-permission',
    title: 'A grant of a permission that does not exist is refused and the old list stays',
    claims: ['T-PUTBACL-10'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const owner = { ID: await bucketOwnerId(t) };
      await expectRefused(
        t,
        'invalid-element',
        ['ALL', ''].map((Permission) => policy(owner, [{ Grantee: account(ANYONE_ID), Permission }])),
      );
    },
  },
  {
    id: 'too-many-grants',
    title: 'A list of 101 grants is refused and the old list stays',
    claims: ['T-PUTBACL-11'],
    lease: 'own',
    run: async (t) => {
      const owner = await bucketOwnerId(t);
      const others = Array.from({ length: 100 }, (_, index) => subAccount(t, owner, index + 2));
      await expectRefused(t, 'too-many-grants', [
        policyBody(owner, [
          [account(owner), 'FULL_CONTROL'],
          ...others.map((id) => [account(id, 'SubAccount'), 'READ'] as const),
        ]),
      ]);
    },
  },
  {
    id: 'wrong-signature',
    title: 'A list under a wrong signature is refused and the old list stays',
    claims: ['T-PUTBACL-05'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'private' } });
      const before = await grantsNow(t);
      const exchange = await t.send({
        op: 'PutBucketAcl',
        headers: { 'x-cos-acl': 'public-read-write' },
        sign: { credentials: (valid) => ({ ...valid, secret: `${valid.secret}x` }) },
      });
      t.expect(exchange, { refusal: 'signature-mismatch' });
      await expectGrants(t, before);
    },
  },
]);
