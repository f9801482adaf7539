import { headerValue, withoutHeader } from '../../../dialects/core/headers.ts';
import { parseQuery, percentEncode } from '../../../dialects/core/percent-encoding.ts';
import { splitTarget, type WireRequest } from '../../../dialects/core/request.ts';
import type { Credentials } from '../../../dialects/core/signing.ts';
import {
  type AuthorizationItem,
  authorizationItems,
  parseAuthorization,
} from '../../../dialects/tencent-cos/authorization.ts';
import {
  ALGORITHM,
  httpString,
  signature,
  signKey,
  stringToSign,
} from '../../../dialects/tencent-cos/q-sign.ts';
import { TOKEN } from '../../../dialects/tencent-cos/signing.ts';
import type { CheckContext } from '../../../harness/check/context.ts';

/** One item of an authorization string. */
export type Item = readonly [name: AuthorizationItem, value: string];

/**
 * How a signature is made where it is not made as documented. Every step left out is the documented one. Chapter Request
 * signature.
 */
export interface Recipe {
  /** The lists as they stand in the string, letter case and order kept. */
  readonly headerList?: readonly string[];
  readonly paramList?: readonly string[];
  /** Times in place of those the request was signed with, as `<start>;<end>`. */
  readonly signTime?: string;
  readonly keyTime?: string;
  /** Rewrites HttpString. */
  readonly text?: (text: string) => string;
  readonly key?: (secret: string, keyTime: string) => string;
  readonly toSign?: (signTime: string, text: string) => string;
  readonly signature?: (key: string, toSign: string) => string;
}

/**
 * The seven items for a request that was signed already: its own lists and times, unless the recipe says otherwise.
 * @throws Error when the request has no authorization, or when a rewriting of HttpString leaves it as it is: such a check
 * would test nothing
 */
export function itemsBy(
  signed: WireRequest,
  { keyId, secret }: Pick<Credentials, 'keyId' | 'secret'>,
  recipe: Recipe = {},
): Item[] {
  const parsed = parseAuthorization(headerValue(signed.headers, 'authorization') ?? '');
  if (parsed.kind !== 'complete') throw new Error('the request to be signed anew is not signed');
  const { authorization } = parsed;
  const { path, query } = splitTarget(signed.target);
  const {
    headerList = authorization.headerList.filter((name) => headerValue(signed.headers, name) !== undefined),
    paramList = authorization.paramList,
    signTime = authorization.signTime,
    keyTime = recipe.signTime ?? authorization.keyTime,
  } = recipe;
  const documented = httpString({
    method: signed.method,
    path,
    query: parseQuery(query),
    headers: signed.headers,
    headerList,
    paramList,
  });
  const text = recipe.text?.(documented) ?? documented;
  if (recipe.text && text === documented) throw new Error(`nothing was rewritten in ${documented}`);
  const key = (recipe.key ?? signKey)(secret, keyTime);
  const toSign = (recipe.toSign ?? stringToSign)(signTime, text);
  return authorizationItems({
    algorithm: ALGORITHM,
    keyId,
    signTime,
    keyTime,
    headerList,
    paramList,
    signature: (recipe.signature ?? signature)(key, toSign),
  });
}

/** For `afterSigning`: signs the request anew, by that recipe, in the Authorization header. */
export function signedBy(
  t: Pick<CheckContext, 'identity'>,
  recipe: Recipe = {},
  arrange: (items: Item[]) => Item[] = (items) => items,
): (signed: WireRequest) => WireRequest {
  return (signed) => {
    const items = arrange(itemsBy(signed, t.identity('main'), recipe));
    const text = items.map(([name, value]) => `${name}=${value}`).join('&');
    return {
      ...signed,
      headers: [...withoutHeader(signed.headers, 'authorization'), ['Authorization', text]],
    };
  };
}

/** How the items of a pre-signed URL are written. */
export interface Presigning extends Recipe {
  /** Before the other parameters, or after them. */
  readonly place?: 'before' | 'after';
  readonly encode?: (value: string) => string;
  /** Turns the items into parameters; one by one when absent. */
  readonly parameters?: (items: Item[]) => readonly (readonly [string, string])[];
}

/** For `afterSigning`: takes the Authorization header away and writes its items into the query. */
export function presignedBy(
  t: Pick<CheckContext, 'identity'>,
  { place = 'after', encode = percentEncode, parameters = (items) => items, ...recipe }: Presigning = {},
): (signed: WireRequest) => WireRequest {
  return (signed) => {
    const credentials = t.identity('main');
    const { sessionToken } = credentials;
    const bare = { ...signed, headers: withoutHeader(signed.headers, TOKEN) };
    const token = sessionToken === undefined ? [] : [[TOKEN, sessionToken] as const];
    const items = parameters(itemsBy(bare, credentials, recipe));
    const written = [...items, ...token].map(([name, value]) => `${name}=${encode(value)}`).join('&');
    const { path, query } = splitTarget(signed.target);
    const parts = place === 'before' ? [written, query] : [query, written];
    return {
      ...bare,
      target: `${path}?${parts.filter((part) => part !== undefined && part !== '').join('&')}`,
      headers: withoutHeader(bare.headers, 'authorization'),
    };
  };
}
