import { type HeaderList, withHeader, withoutHeader } from '../core/headers.ts';
import { parseQuery, percentEncode } from '../core/percent-encoding.ts';
import { splitTarget, type WireRequest } from '../core/request.ts';
import type { Credentials, Signer, SignOptions } from '../core/signing.ts';
import { type Authorization, authorizationItems, formatAuthorization } from './authorization.ts';
import { signForm } from './form-signing.ts';
import { ALGORITHM, httpString, signature, signedName, signKey, stringToSign } from './q-sign.ts';

/** Name under which a session token travels, as header or as query parameter. T-AUTH-50. */
export const TOKEN = 'x-cos-security-token';

/** Headers the official clients sign whenever they send them, besides the dialect's own. */
const SIGNED: ReadonlySet<string> = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-length',
  'content-md5',
  'content-type',
  'expect',
  'expires',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'origin',
  'range',
]);

/** What `authorize` signs; lists absent mean the dialect's own choice. */
export type AuthorizeOptions = Pick<
  SignOptions,
  'notBefore' | 'notAfter' | 'signedHeaders' | 'signedQuery'
> & {
  /** q-key-time where it shall differ from q-sign-time. T-AUTH-37. */
  readonly keyTime?: string;
};

/** The authorization that signs `request` as it stands. */
export function authorize(
  request: WireRequest,
  { keyId, secret }: Pick<Credentials, 'keyId' | 'secret'>,
  options: AuthorizeOptions,
): Authorization {
  const { path, query } = splitTarget(request.target);
  const items = parseQuery(query);
  const headerList = sortedNames(options.signedHeaders ?? defaultHeaders(request.headers));
  const paramList = sortedNames(options.signedQuery ?? items.map(([name]) => name));
  const signTime = `${options.notBefore};${options.notAfter}`;
  const keyTime = options.keyTime ?? signTime;
  const text = httpString({
    method: request.method,
    path,
    query: items,
    headers: request.headers,
    headerList,
    paramList,
  });
  return {
    algorithm: ALGORITHM,
    keyId,
    signTime,
    keyTime,
    headerList,
    paramList,
    signature: signature(signKey(secret, keyTime), stringToSign(signTime, text)),
  };
}

function defaultHeaders(headers: HeaderList): string[] {
  return headers
    .filter(([, value]) => value.trim() !== '')
    .map(([name]) => name.toLowerCase())
    .filter((name) => SIGNED.has(name) || name.startsWith('x-cos-'));
}

function sortedNames(names: readonly string[]): string[] {
  return [...new Set(names.map(signedName))].sort();
}

function signHeader(request: WireRequest, credentials: Credentials, options: SignOptions): WireRequest {
  const { sessionToken } = credentials;
  const headers = withoutHeader(request.headers, 'authorization');
  const unsigned = {
    ...request,
    headers: sessionToken === undefined ? headers : withHeader(headers, TOKEN, sessionToken),
  };
  const authorization = formatAuthorization(authorize(unsigned, credentials, options));
  return { ...unsigned, headers: [...unsigned.headers, ['Authorization', authorization]] };
}

function signQuery(request: WireRequest, credentials: Credentials, options: SignOptions): WireRequest {
  return appendQuery(request, credentials, authorizationItems(authorize(request, credentials, options)));
}

function signQueryWhole(request: WireRequest, credentials: Credentials, options: SignOptions): WireRequest {
  const whole = formatAuthorization(authorize(request, credentials, options));
  return appendQuery(request, credentials, [['sign', whole]]);
}

function appendQuery(
  request: WireRequest,
  { sessionToken }: Credentials,
  items: readonly (readonly [string, string])[],
): WireRequest {
  const all = sessionToken === undefined ? items : [...items, [TOKEN, sessionToken] as const];
  const added = all.map(([name, value]) => `${name}=${percentEncode(value)}`).join('&');
  const glue = request.target.includes('?') ? '&' : '?';
  return { ...request, target: `${request.target}${glue}${added}` };
}

/**
 * `header`: Authorization header. `query`: the seven items as query parameters. `query-sign`: the whole string in the
 * parameter `sign`. T-AUTH-14, -46, -49. Any scheme unknown here is a mistake in our own code and throws.
 */
export const signer: Signer = {
  schemes: ['header', 'query', 'query-sign'],
  sign: (request, credentials, options) => {
    switch (options.scheme) {
      case 'header':
        return signHeader(request, credentials, options);
      case 'query':
        return signQuery(request, credentials, options);
      case 'query-sign':
        return signQueryWhole(request, credentials, options);
      default:
        throw new Error(`no signing scheme ${options.scheme}`);
    }
  },
  signForm,
};
