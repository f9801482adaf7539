import type { CheckContext } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { ownerId, permissionsOf, type policyBody } from './grants.ts';

/** Query of the ACL operations. */
export const acl = { acl: null } as const;
type Headers = Record<string, string>;

/** Sets an ACL by headers. */
export function putAcl(t: CheckContext, headers: Headers, key = t.key()) {
  return t.send({ op: 'PutObjectAcl', key, query: acl, headers });
}

/** Sets an ACL by an AccessControlPolicy. */
export function putPolicy(t: CheckContext, body: ReturnType<typeof policyBody>) {
  return t.send({ op: 'PutObjectAcl', key: t.key(), query: acl, ...body });
}

/** Stores the object `content` and returns its owner's id. @throws CheckInconclusive */
export async function stored(t: CheckContext, headers: Headers = {}): Promise<string> {
  await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'content' });
  return ownerId(t, t.key());
}

/** Expects that an anonymous caller may read the object, or may not. */
export async function expectAnonymous(t: CheckContext, may: 'read' | 'nothing'): Promise<void> {
  const expected: Expectation =
    may === 'read' ? { status: 200, body: 'content' } : { refusal: 'anonymous-denied' };
  t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), expected);
}

/** Expects exactly these permissions of one grantee in the ACL. */
export async function expectPermissions(
  t: CheckContext,
  grantee: string,
  permissions: readonly string[],
): Promise<void> {
  const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
  t.expect(exchange, { success: true });
  t.compare(exchange, 'permissions', permissions, permissionsOf(t, exchange, grantee));
}
