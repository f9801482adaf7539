import { withoutHeader } from '../../../dialects/core/headers.ts';
import type { WireRequest } from '../../../dialects/core/request.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { suite } from '../../../harness/check/suite.ts';

const ask: RequestSpec = { op: 'GetToken', as: 'main' };

/** Sends the login under another path, or with other header fields. */
const at =
  (path: string) =>
  (request: WireRequest): WireRequest => ({ ...request, target: path });

const refused: Expectation = {
  refusal: 'invalid-credentials',
  headers: { 'x-auth-token': { absent: true }, 'x-storage-token': { absent: true } },
};

/** Credentials that are nobody's, by what is wrong with them. */
function wrongCredentials(t: CheckContext): readonly (readonly [user: string, key: string])[] {
  const { keyId, secret } = t.identity('main');
  const [account = '', user = ''] = keyId.split(':');
  return [
    [keyId, `${secret}x`],
    [keyId, secret.slice(0, -1)],
    [`${account}:${user}-nobody`, secret],
    [`${account}-nowhere:${user}`, secret],
    [`${account}:`, secret],
    [`:${user}`, secret],
  ];
}

/** The URL that a document of services names as the default of storage; undefined when it names none. */
function defaultStorage(body: Uint8Array): unknown {
  try {
    const { storage } = JSON.parse(Buffer.from(body).toString('utf8'));
    return storage[storage.default];
  } catch {
    return undefined;
  }
}

export default suite('GetToken', [
  {
    id: 'gives-token',
    title: 'User and key are exchanged for a token and the URL of the account',
    claims: ['S-AUTH-01'],
    run: async (t) => {
      t.expect(await t.send(ask), {
        success: true,
        headers: { 'x-auth-token': /[\x21-\x7e]+/, 'x-storage-url': /https?:\/\/[^/]+\/.+/ },
      });
    },
  },
  {
    id: 'other-spelling',
    title: 'X-Storage-User and X-Storage-Pass mean the same as X-Auth-User and X-Auth-Key',
    claims: ['S-AUTH-02'],
    run: async (t) => {
      const first = await t.send(ask);
      const second = await t.send({ ...ask, sign: { scheme: 'storage-token' } });
      t.expect(second, { success: true, headers: { 'x-auth-token': { present: true } } });
      t.compare(second, 'storage URL', t.header(first, 'x-storage-url'), t.header(second, 'x-storage-url'));
    },
  },
  {
    id: 'token-under-both-names',
    title: 'X-Storage-Token repeats the value of X-Auth-Token',
    claims: ['S-AUTH-03'],
    run: async (t) => {
      const exchange = await t.send(ask);
      t.expect(exchange, { success: true, headers: { 'x-storage-token': { present: true } } });
      const same = t.header(exchange, 'x-auth-token') === t.header(exchange, 'x-storage-token');
      t.compare(exchange, 'the two tokens', 'equal', same ? 'equal' : 'different');
    },
  },
  {
    id: 'remaining-life',
    title: 'X-Auth-Token-Expires tells the remaining life of the token in whole seconds',
    claims: ['S-AUTH-04'],
    run: async (t) => {
      t.expect(await t.send(ask), { success: true, headers: { 'x-auth-token-expires': /[1-9]\d{0,8}/ } });
    },
  },
  {
    id: 'same-token-again',
    title: 'A token that has not expired is given again',
    claims: ['S-AUTH-05'],
    run: async (t) => {
      const first = await t.send(ask);
      const second = await t.send(ask);
      t.expect(second, { success: true });
      const same = t.header(first, 'x-auth-token') === t.header(second, 'x-auth-token');
      t.compare(second, 'token', 'the same', same ? 'the same' : 'another');
    },
  },
  {
    id: 'wrong-credentials',
    title: 'A wrong key, an unknown user or account is answered 401 without a token',
    claims: ['S-AUTH-06'],
    impact: 'security',
    run: async (t) => {
      for (const [user, key] of wrongCredentials(t)) {
        const headers = { 'X-Auth-User': user, 'X-Auth-Key': key };
        t.expect(await t.send({ op: 'GetToken', as: 'anonymous', headers }), refused);
      }
    },
  },
  {
    id: 'missing-credentials',
    title: 'A request without user, without key or without both is answered 401 without a token',
    claims: ['S-AUTH-06'],
    impact: 'security',
    run: async (t) => {
      for (const names of [['x-auth-user'], ['x-auth-key'], ['x-auth-user', 'x-auth-key']]) {
        const exchange = await t.send({
          ...ask,
          afterSigning: (signed) => ({
            ...signed,
            headers: names.reduce((headers, name) => withoutHeader(headers, name), signed.headers),
          }),
        });
        t.expect(exchange, refused);
      }
    },
  },
  {
    id: 'user-without-colon',
    title: 'A user that names no account is answered 401',
    claims: ['S-AUTH-07'],
    run: async (t) => {
      const { keyId, secret } = t.identity('main');
      const headers = { 'X-Auth-User': keyId.replace(':', ''), 'X-Auth-Key': secret };
      t.expect(await t.send({ op: 'GetToken', as: 'anonymous', headers }), refused);
    },
  },
  {
    id: 'other-paths',
    title: 'Tokens are also given under /auth/v1/<account>/auth and /auth/auth',
    claims: ['S-AUTH-08'],
    run: async (t) => {
      const { keyId, secret } = t.identity('main');
      const [account = '', user = ''] = keyId.split(':');
      const token: Expectation = { success: true, headers: { 'x-auth-token': { present: true } } };
      t.expect(await t.send({ ...ask, beforeSigning: at('/auth/auth') }), token);
      const exchange = await t.send({
        op: 'GetToken',
        as: 'anonymous',
        headers: { 'X-Storage-User': user, 'X-Storage-Pass': secret },
        afterSigning: at(`/auth/v1/${encodeURIComponent(account)}/auth`),
      });
      t.expect(exchange, token);
    },
  },
  {
    id: 'other-methods',
    title: 'Another method than GET is answered 405',
    claims: ['S-AUTH-09'],
    run: async (t) => {
      for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) {
        t.expect(await t.send({ ...ask, method }), {
          refusal: 'method-not-allowed',
          headers: { 'x-auth-token': { absent: true } },
        });
      }
    },
  },
  {
    id: 'unknown-paths',
    title: 'An unknown version of the token service is answered 400, no version at all 404',
    claims: ['S-AUTH-10'],
    run: async (t) => {
      const send = (path: string) => t.send({ op: 'GetToken', as: 'anonymous', afterSigning: at(path) });
      t.expect(await send('/auth/v9.0'), { refusal: 'unsupported-version' });
      t.expect(await send('/auth/'), { refusal: 'unknown-path' });
    },
  },
  {
    id: 'services-document',
    title: 'The body names the storage URL under storage, in JSON',
    claims: ['S-AUTH-13'],
    reading: 'token-service',
    run: async (t) => {
      const exchange = await t.send(ask);
      t.expect(exchange, { success: true });
      const url = defaultStorage(exchange.response?.body ?? new Uint8Array());
      t.compare(exchange, 'storage URL of the body', t.header(exchange, 'x-storage-url'), url);
    },
  },
  {
    id: 'token-in-other-header',
    title: 'A token is accepted in X-Storage-Token as well',
    claims: ['S-AUTH-14'],
    run: async (t) => {
      t.expect(await t.send({ op: 'HeadAccount', sign: { scheme: 'storage-token' } }), { success: true });
    },
  },
  {
    id: 'storage-url',
    title: 'The storage URL is /v1/ and the id of the account, at a host of http or https',
    claims: ['S-AUTH-17', 'S-GEN-01'],
    run: async (t) => {
      const exchange = await t.send(ask);
      t.expect(exchange, { success: true, headers: { 'x-storage-url': /https?:\/\/[^/]+\/v1\/[^/]+\/?/ } });
      const path = URL.parse(t.header(exchange, 'x-storage-url') ?? '')?.pathname;
      const [, , id = ''] = path?.split('/') ?? [];
      const head = await t.send({ op: 'HeadAccount', account: decodeURIComponent(id) });
      t.expect(head, { success: true });
    },
  },
  {
    id: 'one-host',
    title: 'The host of the storage URL is the one that was asked for the token',
    claims: ['S-GEN-02'],
    run: async (t) => {
      const exchange = await t.send(ask);
      t.expect(exchange, { success: true });
      const host = URL.parse(t.header(exchange, 'x-storage-url') ?? '')?.host;
      t.compare(exchange, 'host of the storage URL', t.host(), host);
    },
  },
]);
