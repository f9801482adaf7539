import type { Credentials } from '../../dialects/core/signing.ts';
import type { Principal } from '../access/principal.ts';

/** Group of those who may do everything in every account. Sheet 2.2. */
export const RESELLER_ADMIN = '.reseller_admin';

/** What ids of accounts and tokens begin with. */
export const RESELLER_PREFIX = 'AUTH_';

/** Somebody who may log in. `ownerId` is the account as paths name it, `userId` is `<account>:<user>`. */
export interface User extends Principal {
  readonly key: string;
  readonly groups: readonly string[];
}

/**
 * A user as the server knows it: `keyId` is `<account>:<user>`, `secret` the key, `account` the account's id in paths.
 * Field `role`: `user` has no rights but those a container grants, `reseller` has all everywhere; any other, or none, is
 * an admin of the account.
 */
export function userOf({ keyId, secret, account, role }: Credentials): User {
  const [name = keyId] = keyId.split(':', 1);
  const own = role === 'user' ? [] : [account];
  const every = role === 'reseller' ? [RESELLER_ADMIN] : [];
  return {
    account,
    ownerId: account,
    userId: keyId,
    key: secret,
    groups: [...new Set([name, keyId, ...own, ...every])],
  };
}

/** The users by the name they log in with. */
export function userTable(credentials: readonly Credentials[]): ReadonlyMap<string, User> {
  return new Map(credentials.map((one) => [one.keyId, userOf(one)]));
}
