import { textAt, valuesAt } from '../../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../../dialects/core/document-read.ts';
import type { RenderValue } from '../../../dialects/core/document-render.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { CheckInconclusive } from '../../../harness/check/check.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';

/** Who a grant names: an id as lists write it, or everyone in either spelling. */
export const EVERYONE = 'everyone';
/** How the base document names everyone in an id. */
export const ANYONE_ID = 'qcs::cam::anyone:anyone';
/** How the sample of PUT Object acl names everyone. */
export const ALL_USERS = 'http://cam.qcloud.com/groups/global/AllUsers';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** One grant of an access control list. */
export interface Grant {
  readonly grantee: string;
  readonly permission: string;
}

/** The grants of an AccessControlPolicy, in document order. */
export function grantsOf(policy: DocumentValue | undefined): Grant[] {
  return valuesAt(policy, 'AccessControlList.Grant').map((grant) => {
    const id = textAt(grant, 'Grantee.ID') ?? textAt(grant, 'Grantee.URI') ?? '';
    return {
      grantee: id === ANYONE_ID || id === ALL_USERS ? EVERYONE : id,
      permission: textAt(grant, 'Permission') ?? '',
    };
  });
}

/** Sorted permissions a list gives to one grantee. */
export function permissionsOf(t: CheckContext, exchange: Exchange, grantee: string): string[] {
  const grants = grantsOf(t.read(exchange, 'AccessControlPolicy'));
  return grants
    .filter((grant) => grant.grantee === grantee)
    .map(({ permission }) => permission)
    .toSorted();
}

/** Owner.ID in the ACL of an object. @throws CheckInconclusive */
export async function ownerId(t: CheckContext, key: string): Promise<string> {
  const exchange = await t.setup({ op: 'GetObjectAcl', key, query: { acl: null } });
  return ownerIn(t, exchange, 'AccessControlPolicy');
}

/** Owner.ID of the second account, as its own list of buckets names it. @throws CheckInconclusive */
export async function secondOwnerId(t: CheckContext): Promise<string> {
  return ownerIn(t, await t.setup({ op: 'GetService', as: 'second' }), 'ListAllMyBucketsResult');
}

function ownerIn(t: CheckContext, exchange: Exchange, document: string): string {
  const id = textAt(t.read(exchange, document), 'Owner.ID');
  if (id === undefined) throw new CheckInconclusive('setup-failed', `${document} names no Owner.ID`);
  return id;
}

/** The uin out of `qcs::cam::uin/<uin>:uin/<uin>`; the id itself when it has another form. */
export function uinOf(id: string): string {
  return /uin\/(\d+)$/.exec(id)?.[1] ?? id;
}

/** A grantee by id, as GET Object acl writes it. */
export function account(
  id: string,
  type: 'RootAccount' | 'SubAccount' | 'CanonicalUser' = 'RootAccount',
): RenderValue {
  return { '@xmlns:xsi': XSI, '@xsi:type': type, ID: id };
}

/** Everyone, as the sample of PUT Object acl writes it. */
export const allUsers: RenderValue = { '@xmlns:xsi': XSI, '@xsi:type': 'Group', URI: ALL_USERS };

/** Headers and body of a request that sets this access control list. */
export function policyBody(
  owner: string,
  grants: readonly (readonly [grantee: RenderValue, permission: string])[],
) {
  return xmlSample('AccessControlPolicyRequest', {
    Owner: { ID: owner },
    AccessControlList: { Grant: grants.map(([Grantee, Permission]) => ({ Grantee, Permission })) },
  });
}
