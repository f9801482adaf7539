import { timingSafeEqual } from 'node:crypto';
import { type HeaderList, headerValue, headerValues } from '../../dialects/core/headers.ts';
import { decodeUtf8 } from '../../dialects/core/percent-encoding.ts';
import type { QueryItem } from '../../dialects/core/request.ts';
import {
  AUTHORIZATION_ITEMS,
  type Authorization,
  authorizationFromItems,
  type ParsedAuthorization,
  parseAuthorization,
  parseTimeRange,
} from '../../dialects/tencent-cos/authorization.ts';
import {
  ALGORITHM,
  canonicalLines,
  joinLines,
  type SignedRequest,
  signature,
  signKey,
  stringToSign,
} from '../../dialects/tencent-cos/q-sign.ts';
import { TOKEN } from '../../dialects/tencent-cos/signing.ts';
import { type Caller, type Identity, principalOf } from '../access/principal.ts';
import { type Complain, type RefusalDetails, refuse } from '../operations/refuse.ts';
import { isoSeconds } from './times.ts';

/** Keys the server knows, by id. */
export type KeyRing = ReadonlyMap<string, Identity>;

/** What a signature is verified over. */
export interface SignedExchange {
  readonly method: string;
  /** The path as sent, then whatever else the client may have taken it for. Sheet 7.1, path style. */
  readonly paths: readonly string[];
  readonly query: readonly QueryItem[];
  /** As received, bytes above 0x7F as Latin-1. */
  readonly headers: HeaderList;
}

/**
 * Who sent the request: by the Authorization header, else by query parameter `sign`, else by the q- items in the query;
 * undefined (anonymous) when there is none of these. Checked in the order syntax, algorithm, key id, token, time
 * window, signature. Sheet 3.1, 3.5.
 * @param now milliseconds since the epoch
 * @param complain told of what is wrong; where it overlooks what says who the sender is, the sender is anonymous
 * @throws Refused malformed-authorization | incomplete-authorization | unsupported-algorithm | unknown-key |
 *   invalid-token | expired-signature | not-yet-valid-signature | signature-mismatch
 */
export function authenticate(
  exchange: SignedExchange,
  keys: KeyRing,
  now: number,
  complain: Complain = refuse,
): Caller {
  const parsed = findAuthorization(exchange);
  if (parsed === undefined) return undefined;
  const authorization = completed(parsed, complain);
  const identity = authorization && knownKey(authorization.algorithm, authorization.keyId, keys, complain);
  if (authorization === undefined || identity === undefined) return undefined;
  checkToken(identity, tokenOf(exchange), now, complain);
  checkWindow(authorization.signTime, now, complain);
  checkWindow(authorization.keyTime, now, complain);
  verify(authorization, identity, exchange, complain);
  return principalOf(identity);
}

/** The authorization a string or a list of items was read as; undefined when it is none. */
function completed(parsed: ParsedAuthorization, complain: Complain): Authorization | undefined {
  if (parsed.kind === 'complete') return parsed.authorization;
  if (parsed.kind === 'malformed') complain('malformed-authorization', { sentence: parsed.reason });
  else complain('incomplete-authorization', { sentence: `missing ${parsed.missing.join(', ')}` });
  return undefined;
}

function findAuthorization({ headers, query }: SignedExchange): ParsedAuthorization | undefined {
  const given = headerValues(headers, 'authorization');
  if (given.length > 1) return { kind: 'malformed', reason: 'Authorization stands twice' };
  if (given[0] !== undefined) return parseAuthorization(given[0]);
  const whole = query.filter(([name]) => name === 'sign').map(([, value]) => value ?? '');
  if (whole.length > 1) return { kind: 'malformed', reason: 'sign stands twice' };
  if (whole[0] !== undefined) return parseAuthorization(whole[0]);
  const names: readonly string[] = AUTHORIZATION_ITEMS;
  const items = query
    .filter(([name]) => names.includes(name))
    .map(([name, value]) => [name, value ?? ''] as const);
  return items.length === 0 ? undefined : authorizationFromItems(items);
}

/** The identity of a key id; undefined when it is nobody's. Complains of unsupported-algorithm and unknown-key. */
export function knownKey(
  algorithm: string,
  keyId: string,
  keys: KeyRing,
  complain: Complain = refuse,
): Identity | undefined {
  if (algorithm !== ALGORITHM) complain('unsupported-algorithm');
  const identity = keys.get(keyId);
  if (identity === undefined) complain('unknown-key');
  return identity;
}

function tokenOf({ headers, query }: SignedExchange): string | undefined {
  return (
    headerValue(headers, TOKEN) ?? query.find(([name]) => name.toLowerCase() === TOKEN)?.[1] ?? undefined
  );
}

/** Temporary keys need their token and live until they expire; others have none. Complains of invalid-token. */
export function checkToken(
  identity: Identity,
  token: string | undefined,
  now: number,
  complain: Complain = refuse,
): void {
  const sent = token === '' ? undefined : token;
  if (sent !== identity.sessionToken) complain('invalid-token');
  if (identity.expiresAt !== undefined && now > identity.expiresAt) complain('invalid-token');
}

/**
 * Whether now is in the window, both ends included, by the second. A window that ends no later than it starts was
 * never open. Complains of malformed-authorization, expired-signature and not-yet-valid-signature.
 */
export function checkWindow(window: string, now: number, complain: Complain = refuse): void {
  const range = parseTimeRange(window);
  if (range === undefined) {
    complain('malformed-authorization', { sentence: 'a time is no window' });
    return;
  }
  const second = Math.floor(now / 1000);
  const told = (refusal: string): void => complain(refusal, { details: { ServerTime: isoSeconds(now) } });
  if (range.end <= range.start || second > range.end) told('expired-signature');
  if (second < range.start) told('not-yet-valid-signature');
}

/** Complains of signature-mismatch, telling what the server had signed. */
function verify(
  authorization: Authorization,
  identity: Identity,
  exchange: SignedExchange,
  complain: Complain,
): void {
  const key = signKey(identity.secret, authorization.keyTime);
  let details: RefusalDetails | undefined;
  for (const path of exchange.paths) {
    for (const text of canonicalTexts(path, authorization, exchange)) {
      const toSign = stringToSign(authorization.signTime, text);
      if (sameText(signature(key, toSign), authorization.signature)) return;
      details ??= { StringToSign: toSign, FormatString: text };
    }
  }
  complain('signature-mismatch', { details });
}

/** The canonical text, and the one clients of before 2018 signed, with the parameters in lower case. T-AUTH-56. */
function canonicalTexts(path: string, authorization: Authorization, exchange: SignedExchange): string[] {
  const request: SignedRequest = {
    method: exchange.method,
    path,
    query: exchange.query,
    headers: exchange.headers.map(([name, value]) => [name, asText(value)]),
    headerList: authorization.headerList,
    paramList: authorization.paramList,
  };
  const lines = canonicalLines(request);
  const params = lines.params.toLowerCase();
  const text = joinLines(lines);
  return params === lines.params ? [text] : [text, joinLines({ ...lines, params })];
}

/** Clients sign what they mean by a header, the server receives its bytes. */
function asText(value: string): string {
  return /[\x80-\xff]/.test(value) ? (decodeUtf8(Buffer.from(value, 'latin1')) ?? value) : value;
}

/** Whether the texts are equal, in a time that tells nothing about where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
