import type { Dialect, Grant } from '../../dialects/core/dialect.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { CheckInconclusive } from '../check/check.ts';
import type { Exchange } from '../transport/exchange.ts';

/** Thrown where a login gave nothing: whatever was to be sent with it is not sent. */
export class LoginFailed extends CheckInconclusive {
  /** The login and its answer. */
  readonly exchange: Exchange;
  constructor(role: string, exchange: Exchange) {
    const { response, failure } = exchange;
    const got = response ? `status ${response.status}` : (failure?.message ?? 'no response');
    super('login-failed', `identity ${role} could not log in: ${got}`);
    this.exchange = exchange;
  }
}

/** What the logins of a session have given. */
export interface Logins {
  /**
   * What a role was given, asked for again when it is about to expire. Undefined where the dialect has no login.
   * @throws LoginFailed
   */
  readonly of: (role: string) => Promise<Grant | undefined>;
  /** What a role holds at the moment; undefined before its first login. */
  readonly held: (role: string) => Grant | undefined;
  /** Forgets what a role was given, for it was refused: the next request asks anew. */
  readonly forget: (role: string) => void;
  /** Everything secret that was ever given. */
  readonly secrets: () => readonly string[];
}

/** Time left on what was given below which it is asked for anew, ms: a request under way must not outlive it. */
const MARGIN_MS = 30_000;

interface Held {
  readonly grant: Grant;
  /** When it has to be asked for anew, ms since the epoch. */
  readonly until: number;
}

/**
 * Logins of one session, one for each role at a time.
 * @param ask sends the dialect's login as that role
 * @param credentialsOf what a role proves itself with
 */
export function openLogins(
  { login }: Dialect,
  ask: (role: string) => Promise<Exchange>,
  credentialsOf: (role: string) => Credentials,
): Logins {
  const held = new Map<string, Held>();
  const pending = new Map<string, Promise<Grant>>();
  const secrets = new Set<string>();

  const request = async (role: string): Promise<Grant> => {
    const exchange = await ask(role);
    const { response } = exchange;
    const grant =
      response && response.status >= 200 && response.status < 300
        ? login?.grant(credentialsOf(role), response.headers)
        : undefined;
    if (!grant) throw new LoginFailed(role, exchange);
    for (const secret of grant.secrets) secrets.add(secret);
    // What lives shorter than the margin is used for half of its life.
    const lifeMs = (grant.expiresIn ?? Number.POSITIVE_INFINITY) * 1000;
    held.set(role, { grant, until: Date.now() + Math.max(lifeMs - MARGIN_MS, lifeMs / 2) });
    return grant;
  };

  return {
    of: async (role) => {
      if (!login) return undefined;
      const known = held.get(role);
      if (known && Date.now() < known.until) return known.grant;
      const running = pending.get(role) ?? request(role).finally(() => pending.delete(role));
      pending.set(role, running);
      return running;
    },
    held: (role) => held.get(role)?.grant,
    forget: (role) => {
      held.delete(role);
    },
    secrets: () => [...secrets],
  };
}
