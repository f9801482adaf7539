import type { Credentials } from '../../dialects/core/signing.ts';
import type { Identity } from '../access/principal.ts';
import type { KeyRing } from './authenticate.ts';

/**
 * A key as the server knows it. Fields of this dialect: `uin`, the id access control lists name the account by (the
 * account itself when absent); `subUin` of a sub-account; `expires`, the end of temporary credentials in seconds.
 */
export function identityOf(credentials: Credentials): Identity {
  const { keyId, secret, account, sessionToken } = credentials;
  const { uin = account, subUin = uin, expires } = credentials;
  return {
    keyId,
    secret,
    account,
    ownerId: uin,
    userId: subUin,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(expires === undefined ? {} : { expiresAt: Number(expires) * 1000 }),
  };
}

/** The keys by their ids. */
export function keyRing(credentials: readonly Credentials[]): KeyRing {
  return new Map(credentials.map((one) => [one.keyId, identityOf(one)]));
}
