import { textAt, valuesAt } from '../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { RenderValue } from '../../dialects/core/document-render.ts';
import {
  type Acl,
  type AclOwner,
  type AclPermission,
  explicitAcl,
  type Grant,
  type Grantee,
} from '../access/acl.ts';
import { refuse } from '../operations/refuse.ts';
import { ANYONE, parsePrincipalId, principalId } from './principal-id.ts';

const PERMISSIONS: Readonly<Record<string, AclPermission>> = {
  READ: 'read',
  WRITE: 'write',
  READ_ACP: 'read-acl',
  WRITE_ACP: 'write-acl',
  FULL_CONTROL: 'full-control',
};

const GROUPS: Readonly<Record<string, Grantee>> = {
  AllUsers: { kind: 'anyone' },
  AuthenticatedUsers: { kind: 'authenticated' },
};

const GROUP_URI = 'http://cam.qcloud.com/groups/global/';
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * The list an `AccessControlPolicy` body sets. The owner named in it has to be there (T-PUTBACL-07) but does not change
 * who the owner is. The type of a grantee is not looked at: clients leave it out or write types of several generations.
 * @throws Refused malformed-xml | invalid-argument | too-many-grants
 */
export function aclFromDocument(document: DocumentValue, owner: AclOwner, maxGrants: number): Acl {
  if ((textAt(document, 'Owner.ID') ?? '').trim() === '') return refuse('malformed-xml');
  const grants = valuesAt(document, 'AccessControlList.Grant');
  if (grants.length > maxGrants) return refuse('too-many-grants');
  return explicitAcl(owner, grants.map(readGrant));
}

function readGrant(grant: DocumentValue): Grant {
  const permission = PERMISSIONS[textAt(grant, 'Permission') ?? ''] ?? refuse('malformed-xml');
  const uri = textAt(grant, 'Grantee.URI')?.trim();
  const id = textAt(grant, 'Grantee.ID')?.trim();
  if (uri === undefined && id === undefined) return refuse('malformed-xml');
  const grantee = id === undefined ? groupOf(uri ?? '') : parsePrincipalId(id);
  return { grantee: grantee ?? refuse('invalid-argument'), permission };
}

function groupOf(uri: string): Grantee | undefined {
  const name = uri.startsWith(GROUP_URI) ? uri.slice(GROUP_URI.length) : '';
  return Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined;
}

/** An `AccessControlPolicy` for `acl`. Everyone is named as the base document does, T-GETBACL-12. */
export function aclToDocument(acl: Acl): RenderValue {
  return {
    Owner: person(acl.owner.ownerId, acl.owner.ownerId),
    AccessControlList: { Grant: acl.grants.map(renderGrant) },
  };
}

function renderGrant({ grantee, permission }: Grant): RenderValue {
  const name = Object.entries(PERMISSIONS).find(([, known]) => known === permission)?.[0];
  return { Grantee: renderGrantee(grantee), Permission: name };
}

function renderGrantee(grantee: Grantee): RenderValue {
  switch (grantee.kind) {
    case 'anyone':
      return typed('RootAccount', { ID: ANYONE, DisplayName: ANYONE });
    case 'account':
      return typed('RootAccount', person(grantee.ownerId, grantee.ownerId));
    case 'user':
      return typed('SubAccount', person(grantee.ownerId, grantee.userId));
    case 'authenticated':
      return typed('Group', { URI: `${GROUP_URI}AuthenticatedUsers` });
    default:
      return grantee satisfies never;
  }
}

function person(ownerId: string, userId: string): { ID: string; DisplayName: string } {
  const id = principalId(ownerId, userId);
  return { ID: id, DisplayName: id };
}

function typed(type: string, children: Readonly<Record<string, RenderValue>>): RenderValue {
  return { '@xmlns:xsi': SCHEMA_INSTANCE, '@xsi:type': type, ...children };
}
