import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../core/request.ts';
import type { Credentials, SignOptions } from '../core/signing.ts';
import { authenticationFaults } from './authentication-faults.ts';
import { SECRET_HEADERS, signer } from './token.ts';
import { readTokenAnswer } from './token-answer.ts';

const TOKEN = `AUTH_tk${'0123456789abcdef'.repeat(2)}`;
const credentials: Credentials = {
  keyId: 'test:tester',
  secret: 'testing',
  account: 'AUTH_test',
  token: TOKEN,
};
const options = (scheme: string): SignOptions => ({ scheme, notBefore: 0, notAfter: 0 });
const request = (target: string): WireRequest => ({
  method: 'GET',
  target,
  headers: [['Host', 'a']],
  body: new Uint8Array(),
});
const sign = (target: string, scheme = 'token', as = credentials) =>
  signer.sign(request(target), as, options(scheme)).headers;

describe('signer', () => {
  it('adds the token, and nothing else', () => {
    expect(sign('/v1/AUTH_test/c?a=b')).toEqual([
      ['Host', 'a'],
      ['X-Auth-Token', TOKEN],
    ]);
    expect(sign('/v1/AUTH_test/c', 'storage-token')).toContainEqual(['X-Storage-Token', TOKEN]);
  });

  it('proves who asks for a token by user and key', () => {
    const { token: _, ...withoutToken } = credentials;
    expect(sign('/auth/v1.0', 'token', withoutToken)).toEqual([
      ['Host', 'a'],
      ['X-Auth-User', 'test:tester'],
      ['X-Auth-Key', 'testing'],
    ]);
    expect(sign('/auth/v1.0?x', 'storage-token')).toContainEqual(['X-Storage-Pass', 'testing']);
  });

  it('never sends the key where a token is wanted', () => {
    const { token: _, ...withoutToken } = credentials;
    expect(() => sign('/v1/AUTH_test', 'token', withoutToken)).toThrow('no token');
    expect(JSON.stringify(sign('/v1/auth/v1.0'))).not.toContain('testing');
  });

  it('refuses a scheme it does not know', () => {
    expect(() => sign('/v1/AUTH_test', 'basic')).toThrow('basic');
  });

  it('names every header that holds a secret', () => {
    expect([...SECRET_HEADERS].sort()).toEqual([
      'x-auth-key',
      'x-auth-token',
      'x-storage-pass',
      'x-storage-token',
    ]);
  });
});

describe('authentication faults', () => {
  const tokens = authenticationFaults.flatMap(({ id, sign: change }) =>
    change?.credentials ? [{ id, token: change.credentials(credentials).token }] : [],
  );

  it('each send another token, none of them the valid one', () => {
    // but for the one that sends none, and the one whose sender is at fault
    const others = authenticationFaults.filter(({ sign: change, as }) => change?.none || as !== undefined);
    expect(others.map(({ id }) => id)).toEqual(['no-token', 'plain-user']);
    expect(tokens).toHaveLength(authenticationFaults.length - others.length);
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(tokens.length);
    expect(tokens.filter(({ token }) => token === TOKEN || token === undefined)).toEqual([]);
  });

  it('keep the prefix where that is the point', () => {
    const byId = new Map(tokens.map(({ id, token }) => [id, token]));
    for (const id of ['unknown-token-with-prefix', 'altered-token', 'truncated-token']) {
      expect(byId.get(id)).toMatch(/^AUTH_tk/);
    }
    expect(byId.get('unknown-token-without-prefix')).not.toMatch(/^AUTH_/);
    expect(byId.get('token-in-other-case')).toBe(`auth_TK${'0123456789ABCDEF'.repeat(2)}`);
  });

  it('can stand in a header', () => {
    for (const { token } of tokens) expect(token).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('readTokenAnswer', () => {
  const url = 'http://127.0.0.1:8080/v1/AUTH_test';

  it('reads token, storage URL, account and life', () => {
    expect(
      readTokenAnswer([
        ['x-auth-token', TOKEN],
        ['X-Storage-Url', url],
        ['X-Auth-Token-Expires', '86399'],
      ]),
    ).toEqual({ token: TOKEN, storageUrl: new URL(url), account: 'AUTH_test', expiresIn: 86_399 });
  });

  it('takes the other spelling, and an answer without a life', () => {
    expect(
      readTokenAnswer([
        ['X-Storage-Token', TOKEN],
        ['X-Storage-Url', `${url}/`],
      ]),
    ).toMatchObject({ token: TOKEN, account: 'AUTH_test', expiresIn: undefined });
  });

  it.each([
    ['no token', '', url],
    ['a token no header can hold', 'a b', url],
    ['a token too long to be one', 'a'.repeat(5001), url],
    ['no storage URL', TOKEN, ''],
    ['a storage URL without an account', TOKEN, 'http://127.0.0.1/'],
    ['a storage URL of another kind', TOKEN, 'file:///v1/AUTH_test'],
    ['no URL at all', TOKEN, '/v1/AUTH_test'],
  ])('gives nothing for %s', (_, token, storageUrl) => {
    expect(
      readTokenAnswer([
        ['X-Auth-Token', token],
        ['X-Storage-Url', storageUrl],
      ]),
    ).toBeUndefined();
  });
});
