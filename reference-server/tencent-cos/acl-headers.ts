import {
  type Acl,
  type AclOwner,
  type AclPermission,
  cannedAcl,
  expandCanned,
  explicitAcl,
  type Grant,
} from '../access/acl.ts';
import { refuse } from '../operations/refuse.ts';
import type { RequestView } from '../operations/request-view.ts';
import { parsePrincipalId } from './principal-id.ts';

const GRANT_HEADERS: readonly (readonly [name: string, permission: AclPermission])[] = [
  ['grant-read', 'read'],
  ['grant-write', 'write'],
  ['grant-read-acp', 'read-acl'],
  ['grant-write-acp', 'write-acl'],
  ['grant-full-control', 'full-control'],
];

const ITEM = /^(?:id|uin)\s*=\s*"([^"]*)"$/;

/** Whether the request gives an access control list by headers. */
export function hasAclHeaders(request: Pick<RequestView, 'own'>): boolean {
  return ['acl', ...GRANT_HEADERS.map(([name]) => name)].some((name) => request.own(name) !== undefined);
}

/**
 * The list the ACL headers stand for, `private` when there are none but an empty `x-cos-acl`; undefined when there are
 * none, or only `x-cos-acl: default`, which means to inherit. A short form and grants add up.
 * @param owner who the list belongs to
 * @param bucketOwner owner of the bucket, where the list is that of an object
 * @throws Refused invalid-acl | invalid-argument | too-many-grants
 */
export function aclFromHeaders(
  request: Pick<RequestView, 'own'>,
  owner: AclOwner,
  maxGrants: number,
  bucketOwner: AclOwner = owner,
): Acl | undefined {
  const name = request.own('acl');
  const grants = GRANT_HEADERS.flatMap(([header, permission]) =>
    parseGrants(request.own(header), permission),
  );
  if (grants.length > maxGrants) return refuse('too-many-grants');
  const canned =
    name === undefined || name === 'default' ? undefined : (cannedAcl(name) ?? refuse('invalid-acl'));
  if (canned === undefined) return grants.length === 0 ? undefined : explicitAcl(owner, grants);
  const expanded = expandCanned(canned, owner, bucketOwner);
  return grants.length === 0 ? expanded : explicitAcl(owner, [...expanded.grants, ...grants]);
}

function parseGrants(value: string | undefined, permission: AclPermission): Grant[] {
  if (value === undefined) return [];
  return value.split(',').map((item) => {
    const id = ITEM.exec(item.trim())?.[1];
    const grantee = id === undefined ? undefined : parsePrincipalId(id);
    return { grantee: grantee ?? refuse('invalid-argument'), permission };
  });
}
