import { headerValue } from '../../dialects/core/headers.ts';
import type { Permission } from '../../dialects/core/operation.ts';
import type { AclItem, AclKind } from '../../dialects/swift/container-acl.ts';
import { type AclScope, aclGrants } from '../../dialects/swift/container-acl-grants.ts';
import type { Caller } from '../access/principal.ts';
import { type Decision, NO_SCOPE, type RequestScope } from '../operations/context.ts';
import { DOCUMENTED_DECISIONS } from '../operations/documented-decisions.ts';
import { type Complain, refuse } from '../operations/refuse.ts';
import type { RoutedRequest } from '../operations/seams.ts';
import type { Bucket } from '../store/bucket.ts';
import { aclItems } from './container/access-lists.ts';
import { RESELLER_ADMIN, RESELLER_PREFIX } from './identity.ts';
import type { Tokens } from './tokens.ts';

/** Everything that is decided about a request. The second of the server's seams. */
export interface SwiftDecision extends Decision {
  /** Whose token a request carries. @throws Refused, unless `complain` overlooks what is wrong */
  readonly authenticate: (routed: RoutedRequest, complain?: Complain) => Caller;
}

/** Decisions by tokens, accounts and access control lists. */
export function createDecision(tokens: Tokens): SwiftDecision {
  return {
    ...DOCUMENTED_DECISIONS,
    authenticate: ({ incoming }, complain = refuse) => {
      const token =
        headerValue(incoming.headers, 'x-auth-token') ?? headerValue(incoming.headers, 'x-storage-token');
      const holder = tokens.holder(token ?? '');
      // What does not look like a token of this server might be meant for another, and counts for nothing here.
      if (holder === undefined && token?.startsWith(RESELLER_PREFIX)) complain('invalid-token');
      return holder;
    },
    authenticateForm: () => refuse('method-not-allowed'),
    authorize: (permission, caller, bucket, _object, scope = NO_SCOPE) => {
      if (!allowed(permission, caller, bucket, scope))
        refuse(caller === undefined ? 'anonymous-denied' : 'access-denied');
    },
  };
}

/** Which list of a container a permission is looked up in, and for what. Nothing else is granted by lists. S-ACL-17. */
const GRANTED: Readonly<Partial<Record<Permission, { readonly list: AclKind; readonly scope: AclScope }>>> = {
  'bucket-read': { list: 'read', scope: 'container' },
  'object-read': { list: 'read', scope: 'object' },
  'bucket-write': { list: 'write', scope: 'object' },
  'object-write': { list: 'write', scope: 'object' },
};

function allowed(
  permission: Permission,
  caller: Caller,
  bucket: Bucket | undefined,
  { account, referer }: RequestScope,
): boolean {
  if (permission === 'none') return true;
  if (owns(caller, bucket?.owner ?? account)) return true;
  const granted = GRANTED[permission];
  if (granted === undefined || bucket === undefined) return false;
  const items: readonly AclItem[] = aclItems(bucket, granted.list);
  return aclGrants(items, { groups: caller?.groups ?? [], referer }, granted.scope);
}

/** Admins of the account, and those of every account. S-AUTH-18, -19. */
export function owns(caller: Caller, account: string): boolean {
  const groups = caller?.groups ?? [];
  return groups.includes(account) || groups.includes(RESELLER_ADMIN);
}
