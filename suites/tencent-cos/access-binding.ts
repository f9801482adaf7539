import { textAt } from '../../dialects/core/document-access.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { AccessBinding, AccessGrant } from '../behaviours/access.ts';
import { ANYONE_ID, grantsOf, secondOwnerId } from './object/grants.ts';

/** Headers that grant a permission. T-PUTBKT-07, T-PUTBACL-03. */
export const GRANT_HEADERS = {
  READ: 'x-cos-grant-read',
  WRITE: 'x-cos-grant-write',
  FULL_CONTROL: 'x-cos-grant-full-control',
} as const;

/** Owner.ID of the leased bucket: how lists name the main account. @throws CheckInconclusive */
export async function bucketOwnerId(t: CheckContext): Promise<string> {
  return ownerIn(t, await t.setup({ op: 'GetBucketAcl' }), 'AccessControlPolicy');
}

/** Owner.ID of the main account, as its own list of buckets names it. @throws CheckInconclusive */
export async function mainOwnerId(t: CheckContext): Promise<string> {
  return ownerIn(t, await t.setup({ op: 'GetService' }), 'ListAllMyBucketsResult');
}

function ownerIn(t: CheckContext, exchange: Exchange, document: string): string {
  const id = textAt(t.read(exchange, document), 'Owner.ID');
  if (id === undefined) throw new CheckInconclusive('setup-failed', `${document} names no Owner.ID`);
  return id;
}

async function idOf(t: CheckContext, to: AccessGrant['to']): Promise<string> {
  switch (to) {
    case 'everyone':
      return ANYONE_ID;
    case 'second':
      return secondOwnerId(t);
    case 'owner':
      return bucketOwnerId(t);
    default:
      return to satisfies never;
  }
}

/** Headers that grant each of these, the ids of one permission in one header. @throws CheckInconclusive */
export async function grantHeaders(
  t: CheckContext,
  grants: readonly AccessGrant[],
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const { to, permission } of grants) {
    const name = GRANT_HEADERS[permission];
    const item = `id="${await idOf(t, to)}"`;
    headers[name] = headers[name] === undefined ? item : `${headers[name]},${item}`;
  }
  return headers;
}

/** Access control lists of this dialect, for the shared checks of what they allow. */
export const access: AccessBinding = {
  getBucketAcl: 'GetBucketAcl',
  putBucketAcl: 'PutBucketAcl',
  putObjectAcl: 'PutObjectAcl',
  cannedHeader: 'x-cos-acl',
  grantHeaders,
  grantsIn: (t, exchange) =>
    grantsOf(t.read(exchange, 'AccessControlPolicy'))
      .map(({ grantee, permission }) => `${permission} ${grantee}`)
      .toSorted(),
};
