import type { Clock } from '../store/clock.ts';
import { RESELLER_PREFIX, type User } from './identity.ts';

/** A token and what is left of its life, in milliseconds. */
export interface IssuedToken {
  readonly token: string;
  readonly leftMs: number;
}

/** A token and the end of its life, in milliseconds since the epoch. */
interface KeptToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** What a login may ask for. */
export interface TokenWish {
  /** Whether a token the user has is revoked and replaced. S-AUTH-11. */
  readonly renew: boolean;
  /** Life in seconds, capped at the server's own. S-AUTH-12. */
  readonly life: number | undefined;
}

/** Tokens in use, one for each user. */
export interface Tokens {
  /** The user's token, a new one where there is none or it has expired. S-AUTH-04, -05. */
  readonly issue: (user: User, wish: TokenWish) => IssuedToken;
  /** Whose token it is; undefined when it is nobody's, or has expired. S-AUTH-15, -16. */
  readonly holder: (token: string) => User | undefined;
}

/** Life of a token in seconds. S-AUTH-04. */
export const TOKEN_LIFE_S = 86_400;

/** What every token begins with. */
const TOKEN_PREFIX = `${RESELLER_PREFIX}tk`;

/**
 * A table of tokens.
 * @param clock decides when they expire
 * @param randomBytes what they are made of
 * @param lifeS greatest life in seconds
 */
export function createTokens(
  clock: Clock,
  randomBytes: (count: number) => Uint8Array,
  lifeS: number = TOKEN_LIFE_S,
): Tokens {
  const byUser = new Map<string, KeptToken>();
  const holders = new Map<string, User>();
  const current = (userId: string): KeptToken | undefined => {
    const issued = byUser.get(userId);
    return issued !== undefined && issued.expiresAt > clock.now() ? issued : undefined;
  };
  return {
    issue(user, { renew, life }) {
      const known = renew ? undefined : current(user.userId);
      if (known) return { token: known.token, leftMs: known.expiresAt - clock.now() };
      holders.delete(byUser.get(user.userId)?.token ?? '');
      const seconds = Math.min(life ?? lifeS, lifeS);
      const token = `${TOKEN_PREFIX}${Buffer.from(randomBytes(16)).toString('hex')}`;
      byUser.set(user.userId, { token, expiresAt: clock.now() + seconds * 1000 });
      holders.set(token, user);
      return { token, leftMs: seconds * 1000 };
    },
    holder(token) {
      const user = holders.get(token);
      return user !== undefined && current(user.userId)?.token === token ? user : undefined;
    },
  };
}
