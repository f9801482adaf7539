import { type Header, withHeader } from '../core/headers.ts';
import { splitTarget, type WireRequest } from '../core/request.ts';
import type { Credentials, Signer } from '../core/signing.ts';
import { isTokenPath } from './storage-path.ts';

/** How a scheme names token, user and key. The two mean the same. S-GEN-03, S-AUTH-01, -02, -14. */
interface Spelling {
  readonly token: string;
  readonly user: string;
  readonly key: string;
}

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  token: { token: 'X-Auth-Token', user: 'X-Auth-User', key: 'X-Auth-Key' },
  'storage-token': { token: 'X-Storage-Token', user: 'X-Storage-User', key: 'X-Storage-Pass' },
};

/** Headers that hold a secret in either spelling, lower case. */
export const SECRET_HEADERS: readonly string[] = Object.values(SPELLINGS).flatMap(({ token, key }) => [
  token.toLowerCase(),
  key.toLowerCase(),
]);

/**
 * Nothing is signed: a request carries a token, and the request for a token carries user and key in its place. The field
 * `token` of the credentials is the token; `keyId` is `<account>:<user>`, `secret` the key.
 * @throws Error for credentials without a token, which have to be exchanged for one before, and for an unknown scheme
 */
export const signer: Signer = {
  schemes: Object.keys(SPELLINGS),
  sign: (request, credentials, { scheme }) => {
    const spelling = SPELLINGS[scheme];
    if (!spelling) throw new Error(`no signing scheme ${scheme}`);
    return {
      ...request,
      headers: proof(request, credentials, spelling).reduce<Header[]>(
        (headers, [name, value]) => withHeader(headers, name, value),
        [...request.headers],
      ),
    };
  },
};

function proof({ target }: WireRequest, credentials: Credentials, spelling: Spelling): Header[] {
  const { keyId, secret, token } = credentials;
  if (isTokenPath(splitTarget(target).path)) {
    return [
      [spelling.user, keyId],
      [spelling.key, secret],
    ];
  }
  if (token === undefined) throw new Error(`${keyId} has no token yet`);
  return [[spelling.token, token]];
}
