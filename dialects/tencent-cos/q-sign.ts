import { createHmac, hash } from 'node:crypto';
import type { HeaderList } from '../core/headers.ts';
import { percentDecode, percentEncode } from '../core/percent-encoding.ts';
import type { QueryItem } from '../core/request.ts';

/** The only documented algorithm. T-AUTH-18. */
export const ALGORITHM = 'sha1';

/** The parts of a request that a signature covers. Names in the lists match whatever their letter case. T-AUTH-38. */
export interface SignedRequest {
  readonly method: string;
  /** Request path as on the wire, without the query. */
  readonly path: string;
  /** Decoded query items. */
  readonly query: readonly QueryItem[];
  readonly headers: HeaderList;
  readonly headerList: readonly string[];
  readonly paramList: readonly string[];
}

/**
 * The canonical text of a request: method, path, parameters and headers, a line feed after each. A listed name that the
 * request does not have contributes nothing, so that taking it away changes the text. T-AUTH-02, -05 to -13, -23, -24.
 */
export function httpString(request: SignedRequest): string {
  return joinLines(canonicalLines(request));
}

/** The lines of the canonical text. */
export interface CanonicalLines {
  readonly method: string;
  readonly path: string;
  readonly params: string;
  readonly headers: string;
}

/** The canonical text of a request line by line, for who reads a line in another way, too. */
export function canonicalLines(request: SignedRequest): CanonicalLines {
  const headers = request.headers.map(([name, value]) => [name, value.trim()] as const);
  return {
    method: request.method.toLowerCase(),
    path: signedPath(request.path),
    params: pairs(request.query, request.paramList),
    headers: pairs(headers, request.headerList),
  };
}

/** The canonical text made of its lines. */
export function joinLines({ method, path, params, headers }: CanonicalLines): string {
  return `${method}\n${path}\n${params}\n${headers}\n`;
}

/** The path as it is signed: decoded, a literal `+` as a space. T-AUTH-06, -52, -53. */
export function signedPath(path: string): string {
  return percentDecode(path.replaceAll('+', ' ')) ?? path;
}

/** How a name stands in a list and in the canonical text: encoded, then in lower case. T-AUTH-07, -11. */
export function signedName(name: string): string {
  return percentEncode(name).toLowerCase();
}

function pairs(items: readonly QueryItem[], list: readonly string[]): string {
  const listed = new Set(list.map((name) => name.toLowerCase()));
  return items
    .map(([name, value]) => [signedName(name), value] as const)
    .filter(([name]) => listed.has(name))
    .map(([name, value]) => [name, percentEncode(value ?? '')] as const)
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Keys made lately: one key time serves many requests. */
const madeKeys = new Map<string, string>();
const MOST_MADE_KEYS = 100;

/** HMAC-SHA1 of the key time under the secret, as lower-case hex. T-AUTH-01. */
export function signKey(secret: string, keyTime: string): string {
  const name = `${keyTime}\n${secret}`;
  const known = madeKeys.get(name);
  if (known !== undefined) return known;
  const key = createHmac('sha1', secret).update(keyTime).digest('hex');
  if (madeKeys.size === MOST_MADE_KEYS) madeKeys.clear();
  madeKeys.set(name, key);
  return key;
}

/** Algorithm, sign time and SHA-1 of the canonical text, a line feed after each. T-AUTH-03. */
export function stringToSign(signTime: string, httpText: string): string {
  return `${ALGORITHM}\n${signTime}\n${hash('sha1', httpText)}\n`;
}

/** HMAC-SHA1 under the hex text of the sign key, as lower-case hex. T-AUTH-04. */
export function signature(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex');
}
