import { timingSafeEqual } from 'node:crypto';
import { percentDecode } from '../../../dialects/core/percent-encoding.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import type { Binding, Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import type { User } from '../identity.ts';
import { PROSE_TYPE } from '../reply.ts';
import { realm } from '../respond.ts';
import type { Setting } from '../setting.ts';
import type { IssuedToken, TokenWish } from '../tokens.ts';

/** Who wants a token, and the key that proves it. */
interface Login {
  /** `<account>:<user>`. */
  readonly user: string;
  readonly key: string;
}

/** GET of the token service. S-AUTH-01 to -08, -11 to -13. */
export function tokenBinding(setting: Setting): Binding {
  return async ({ request }: Prepared): Promise<OutgoingResponse> => {
    const login = readLogin(request, setting.profile === 'cisco');
    const user = login && setting.users.get(login.user);
    if (!login || !user || !same(user.key, login.key)) {
      return refuse('invalid-credentials', { headers: [['WWW-Authenticate', realm(undefined)]] });
    }
    const issued = setting.tokens.issue(user, wishOf(request, setting));
    return answer(issued, storageUrl(request.host, user), setting);
  };
}

/**
 * Reads the credentials in either spelling. Below `/auth/v1/<account>/auth` the account stands in the path and the
 * X-Storage headers are looked at first, else it stands before the user. S-AUTH-02, -07, -08.
 * @param decodes whether the X-Auth headers are percent-encoded, as Swauth has them
 * @returns undefined when something is missing
 */
function readLogin(request: RequestView, decodes: boolean): Login | undefined {
  const decoded = (value: string | undefined): string | undefined =>
    value !== undefined && decodes ? percentDecode(value) : utf8(value);
  const auth = { user: decoded(request.own('auth-user')), key: decoded(request.own('auth-key')) };
  const storage = { user: utf8(request.own('storage-user')), key: utf8(request.own('storage-pass')) };
  const [, inPath] = /^\/auth\/v1(?:\.0)?\/([^/]+)\/auth$/.exec(request.rawPath) ?? [];
  const key = inPath === undefined ? (auth.key ?? storage.key) : (storage.key ?? auth.key);
  const user =
    inPath === undefined ? (auth.user ?? storage.user) : userOfAccount(percentDecode(inPath), auth, storage);
  if (!user || !key || !/^[^:]+:./s.test(user)) return undefined;
  return { user, key };
}

function userOfAccount(
  account: string | undefined,
  auth: { readonly user: string | undefined },
  storage: { readonly user: string | undefined },
): string | undefined {
  if (storage.user !== undefined) return `${account}:${storage.user}`;
  return auth.user?.startsWith(`${account}:`) ? auth.user : undefined;
}

function utf8(value: string | undefined): string | undefined {
  return value === undefined ? undefined : Buffer.from(value, 'latin1').toString();
}

/** Compares in a time that tells nothing about how much of the key is right. */
function same(key: string, given: string): boolean {
  const [a, b] = [Buffer.from(key), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function wishOf(request: RequestView, { profile }: Setting): TokenWish {
  if (profile === 'openstack') return { renew: false, life: undefined };
  const life = wholeNumber(request.own('auth-token-lifetime') ?? '');
  return {
    renew: request.own('auth-new-token')?.toLowerCase() === 'true',
    life: life !== undefined && life > 0 ? life : undefined,
  };
}

/** Base of all storage requests: on the host the client has reached. S-AUTH-17, S-GEN-02. */
function storageUrl(host: string, { account }: User): string {
  return `http://${host || 'localhost'}/v1/${encodeURIComponent(account)}`;
}

function answer({ token, leftMs }: IssuedToken, url: string, { profile }: Setting): OutgoingResponse {
  const headers = [
    ['X-Storage-Url', url],
    ['X-Auth-Token', token],
    ['X-Storage-Token', token],
    ['X-Auth-Token-Expires', String(Math.floor(leftMs / 1000))],
  ] as const;
  if (profile === 'openstack')
    return {
      status: 200,
      headers: [PROSE_TYPE, ...headers],
      body: { kind: 'none' },
    };
  const services = JSON.stringify({ storage: { default: 'local', local: url } });
  return {
    status: 200,
    headers: [['Content-Type', 'application/json'], ...headers],
    body: { kind: 'bytes', bytes: Buffer.from(services) },
  };
}
