import { textAt } from '../../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../../dialects/core/document-read.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { Expectation, ValueRule } from '../../../harness/check/expectation.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { access } from '../access-binding.ts';
import { ALL_USERS, ANYONE_ID, EVERYONE, grantsOf, type policyBody } from '../object/grants.ts';

const DOCUMENT = 'AccessControlPolicy';
const ID = 'AccessControlList.Grant.Grantee.ID';
const URI = 'AccessControlList.Grant.Grantee.URI';
const PERMISSION = 'AccessControlList.Grant.Permission';

/** Sets the list of a bucket by headers. */
export function putAcl(t: CheckContext, headers: Readonly<Record<string, string>>, bucket?: string) {
  return t.send({ op: 'PutBucketAcl', headers, bucket });
}

/** Sets the list of the leased bucket by an AccessControlPolicy. */
export function putPolicy(t: CheckContext, body: ReturnType<typeof policyBody>) {
  return t.send({ op: 'PutBucketAcl', ...body });
}

/**
 * Reads the list until it names `grantee` or no longer does, and expects it to give exactly these permissions.
 * @param grantee an id as lists write it, or EVERYONE
 */
export async function expectPermissions(
  t: CheckContext,
  grantee: string,
  permissions: readonly string[],
  bucket?: string,
): Promise<Exchange> {
  const exchange = await t.eventually({ op: 'GetBucketAcl', bucket }, naming(grantee, permissions));
  const found = grantsOf(t.read(exchange, DOCUMENT))
    .filter((grant) => grant.grantee === grantee)
    .map(({ permission }) => permission);
  t.compare(exchange, `permissions of ${grantee}`, permissions.toSorted(), found.toSorted());
  return exchange;
}

/** A list that names everyone under either spelling, or one account; that names them nowhere for no permissions. */
function naming(grantee: string, permissions: readonly string[]): Expectation {
  const list = (values: Readonly<Record<string, ValueRule>>): Expectation => ({
    success: true,
    document: DOCUMENT,
    values,
  });
  const some = { [PERMISSION]: { includes: permissions } };
  if (grantee !== EVERYONE) {
    const absent = list({ [ID]: { excludes: [grantee] } });
    return permissions.length === 0 ? absent : list({ ...some, [ID]: { includes: [grantee] } });
  }
  if (permissions.length === 0)
    return list({ [ID]: { excludes: [ANYONE_ID] }, [URI]: { excludes: [ALL_USERS] } });
  return {
    anyOf: [
      list({ ...some, [ID]: { includes: [ANYONE_ID] } }),
      list({ ...some, [URI]: { includes: [ALL_USERS] } }),
    ],
  };
}

/** Reads the list until it does not name everyone, and expects it to grant nothing to anyone but its owner. */
export async function expectPrivate(t: CheckContext, bucket?: string): Promise<Exchange> {
  const exchange = await t.eventually({ op: 'GetBucketAcl', bucket }, naming(EVERYONE, []));
  t.compare(exchange, 'grants to others', [], grantsToOthers(t.read(exchange, DOCUMENT)));
  return exchange;
}

function grantsToOthers(policy: DocumentValue | undefined): string[] {
  const owner = textAt(policy, 'Owner.ID');
  return grantsOf(policy)
    .filter(({ grantee }) => grantee !== owner)
    .map(({ grantee, permission }) => `${permission} ${grantee}`);
}

/** The grants of a list, to see that a refused request left them alone. @throws CheckInconclusive */
export async function grantsNow(t: CheckContext): Promise<readonly string[]> {
  return access.grantsIn(t, await t.setup({ op: 'GetBucketAcl' }));
}

/** Expects the list to be what it was. */
export async function expectGrants(t: CheckContext, before: readonly string[]): Promise<void> {
  const exchange = await t.send({ op: 'GetBucketAcl' });
  t.expect(exchange, { success: true });
  t.compare(exchange, 'grants', before, access.grantsIn(t, exchange));
}
