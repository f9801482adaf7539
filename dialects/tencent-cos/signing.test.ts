import COS from 'cos-nodejs-sdk-v5';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerValue } from '../core/headers.ts';
import { encodeKey, formatQuery, parseQuery } from '../core/percent-encoding.ts';
import { splitTarget, type WireRequest } from '../core/request.ts';
import type { Credentials, SignOptions } from '../core/signing.ts';
import { authorizationFromItems, formatAuthorization, parseAuthorization } from './authorization.ts';
import { httpString, signature, signKey, stringToSign } from './q-sign.ts';
import { times, vectors, wireRequest } from './signature-vectors.fixture.ts';
import { authorize, signer } from './signing.ts';

const credentials: Credentials = {
  keyId: vectors.secretId,
  secret: vectors.secretKey,
  account: '1250000000',
};
const options: SignOptions = { scheme: 'header', notBefore: 1_557_989_151, notAfter: 1_557_996_351 };
const request: WireRequest = {
  method: 'GET',
  target: '/k?response-content-type=text%2Fplain',
  headers: [
    ['Host', 'b-1250000000.cos.ap-beijing.myqcloud.com:8080'],
    ['Accept', '*/*'],
    ['Range', 'bytes=0-3'],
    ['Cache-Control', ''],
    ['x-cos-meta-a', 'b'],
  ],
  body: new Uint8Array(),
};

function authorizationOf(signed: WireRequest): string {
  return headerValue(signed.headers, 'authorization') ?? '';
}

describe('scheme header', () => {
  it.each(vectors.generated)('makes the string of $id', (vector) => {
    const signed = signer.sign(wireRequest(vector), credentials, {
      scheme: 'header',
      ...times(vector.keyTime),
      signedHeaders: Object.keys(vector.headers),
    });
    expect(authorizationOf(signed)).toBe(vector.authorization);
  });

  it.each(vectors.published.filter(({ status }) => /^reproduces(-with-correction)?$/.test(status)))(
    'makes the signature of $id',
    (vector) => {
      const { signature: computed } = authorize(
        wireRequest(vector),
        { keyId: 'any', secret: vector.secretKey },
        { ...times(vector.keyTime), signedHeaders: Object.keys(vector.headers) },
      );
      expect(computed).toBe(vector.publishedSignature);
    },
  );

  it('signs the headers the official clients sign, and every parameter', () => {
    const parsed = parseAuthorization(authorizationOf(signer.sign(request, credentials, options)));
    expect(parsed).toMatchObject({
      kind: 'complete',
      authorization: {
        headerList: ['host', 'range', 'x-cos-meta-a'],
        paramList: ['response-content-type'],
      },
    });
  });

  it('signs only what it is told to', () => {
    const signed = signer.sign(request, credentials, { ...options, signedHeaders: [], signedQuery: [] });
    expect(authorizationOf(signed)).toContain('&q-header-list=&q-url-param-list=&');
  });

  it('signs the host with its port', () => {
    const one = authorizationOf(signer.sign(request, credentials, options));
    const moved = request.headers.map(([name, value]) => [name, value.replace(':8080', '')] as const);
    expect(authorizationOf(signer.sign({ ...request, headers: moved }, credentials, options))).not.toBe(one);
  });

  it('replaces an Authorization that is there already', () => {
    const twice = signer.sign(signer.sign(request, credentials, options), credentials, options);
    expect(twice).toEqual(signer.sign(request, credentials, options));
  });

  it('carries a session token as a signed header', () => {
    const signed = signer.sign(request, { ...credentials, sessionToken: 'token' }, options);
    expect(headerValue(signed.headers, 'x-cos-security-token')).toBe('token');
    expect(authorizationOf(signed)).toContain(';x-cos-security-token');
  });

  it('does not change the request it is given', () => {
    const before = structuredClone(request);
    signer.sign(request, credentials, options);
    expect(request).toEqual(before);
  });

  it('may use a key time of its own', () => {
    const { signTime, keyTime } = authorize(request, credentials, { ...options, keyTime: '1;99999999999' });
    expect({ signTime, keyTime }).toEqual({ signTime: '1557989151;1557996351', keyTime: '1;99999999999' });
  });
});

describe('schemes in the query', () => {
  it('query: the seven items follow the other parameters', () => {
    const signed = signer.sign(request, credentials, { ...options, scheme: 'query' });
    const items = parseQuery(splitTarget(signed.target).query);
    expect(items.map(([name]) => name)).toEqual([
      'response-content-type',
      'q-sign-algorithm',
      'q-ak',
      'q-sign-time',
      'q-key-time',
      'q-header-list',
      'q-url-param-list',
      'q-signature',
    ]);
    const parsed = authorizationFromItems(items.map(([name, value]) => [name, value ?? '']));
    const inHeader = parseAuthorization(authorizationOf(signer.sign(request, credentials, options)));
    expect(parsed).toEqual(inHeader);
    expect(headerValue(signed.headers, 'authorization')).toBeUndefined();
  });

  it('query-sign: the whole string stands in one parameter', () => {
    const signed = signer.sign({ ...request, target: '/k' }, credentials, {
      ...options,
      scheme: 'query-sign',
    });
    const [[name, value] = []] = parseQuery(splitTarget(signed.target).query);
    expect(name).toBe('sign');
    expect(value).toBe(authorizationOf(signer.sign({ ...request, target: '/k' }, credentials, options)));
  });

  it.each(['query', 'query-sign'])('%s: a session token is one more parameter', (scheme) => {
    const signed = signer.sign(request, { ...credentials, sessionToken: 'a b' }, { ...options, scheme });
    expect(signed.target).toMatch(/&x-cos-security-token=a%20b$/);
  });

  it('an unknown scheme is a mistake of the caller', () => {
    expect(() => signer.sign(request, credentials, { ...options, scheme: 'v4' })).toThrow('v4');
  });
});

describe('any request', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const anyRequest = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS'),
    key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    query: fc.dictionary(name, text, { maxKeys: 4 }),
    headers: fc.dictionary(
      name.map((suffix) => `x-cos-meta-${suffix}`),
      fc.stringMatching(/^[!-~]{1,20}$/),
      { maxKeys: 4 },
    ),
  });

  it('signs to something that verifies when parsed again', () => {
    fc.assert(
      fc.property(anyRequest, ({ method, key, query, headers }) => {
        const signed = signer.sign(
          {
            method,
            target: `/${encodeKey(key)}?${formatQuery(Object.entries(query))}`,
            headers: Object.entries(headers),
            body: new Uint8Array(),
          },
          credentials,
          options,
        );
        const parsed = parseAuthorization(authorizationOf(signed));
        if (parsed.kind !== 'complete') throw new Error(parsed.kind);
        const { headerList, paramList, keyTime, signTime } = parsed.authorization;
        const { path, query: search } = splitTarget(signed.target);
        const again = httpString({
          method,
          path,
          query: parseQuery(search),
          headers: signed.headers,
          headerList,
          paramList,
        });
        expect(signature(signKey(credentials.secret, keyTime), stringToSign(signTime, again))).toBe(
          parsed.authorization.signature,
        );
      }),
    );
  });

  it('is signed as the official client signs it', () => {
    fc.assert(
      fc.property(anyRequest, ({ method, key, query, headers }) => {
        const ours = authorize(
          {
            method,
            target: `/${encodeKey(key)}?${formatQuery(Object.entries(query))}`,
            headers: Object.entries(headers),
            body: new Uint8Array(),
          },
          credentials,
          options,
        );
        const theirs = COS.getAuthorization({
          SecretId: credentials.keyId,
          SecretKey: credentials.secret,
          Method: method as 'GET',
          Pathname: `/${key}`,
          Query: { ...query },
          Headers: { ...headers },
          KeyTime: '1557989151;1557996351',
          ForceSignHost: false,
        } as Parameters<typeof COS.getAuthorization>[0]);
        expect(formatAuthorization(ours)).toBe(theirs);
      }),
    );
  });
});
