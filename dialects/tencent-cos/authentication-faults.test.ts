import { describe, expect, it } from 'vitest';
import { operationById } from '../core/dialect.ts';
import { type Header, headerValue } from '../core/headers.ts';
import { parseQuery } from '../core/percent-encoding.ts';
import { splitTarget, type WireRequest } from '../core/request.ts';
import type { AuthenticationFault, Credentials, SignOptions } from '../core/signing.ts';
import { authenticationFaults } from './authentication-faults.ts';
import { parseAuthorization, parseTimeRange } from './authorization.ts';
import { tencentCos } from './index.ts';
import { httpString, signature, signKey, stringToSign } from './q-sign.ts';
import { signer } from './signing.ts';

const NOW = 1_700_000_000;
const credentials: Credentials = { keyId: 'AKIDtest', secret: 'secret', account: '1250000000' };
const valid: SignOptions = { scheme: 'header', notBefore: NOW - 60, notAfter: NOW + 600 };
const operation = operationById(tencentCos, 'GetObject');
const request: WireRequest = {
  method: 'GET',
  target: '/key?response-content-type=a',
  headers: [['Host', 'b-1250000000.cos.ap-beijing.myqcloud.com']],
  body: new Uint8Array(),
};

/** What a plain verifier makes of a request: undefined when it is authentic, else why not. */
function verify({ method, target, headers }: WireRequest): string | undefined {
  const text = headerValue(headers, 'authorization');
  if (text === undefined) return 'anonymous';
  const parsed = parseAuthorization(text);
  if (parsed.kind !== 'complete') return parsed.kind;
  const {
    algorithm,
    keyId,
    signTime,
    keyTime,
    headerList,
    paramList,
    signature: given,
  } = parsed.authorization;
  const window = parseTimeRange(signTime);
  if (!window) return 'malformed';
  if (algorithm !== 'sha1') return 'algorithm';
  if (keyId !== credentials.keyId) return 'unknown-key';
  if (window.end <= window.start || NOW > window.end) return 'expired';
  if (NOW < window.start) return 'not-yet-valid';
  const { path, query } = splitTarget(target);
  const canonical = httpString({ method, path, query: parseQuery(query), headers, headerList, paramList });
  const right = signature(signKey(credentials.secret, keyTime), stringToSign(signTime, canonical));
  return given === right ? undefined : 'mismatch';
}

/** The request as the derived rules send it under a fault. */
function send({ sign = {}, tamper }: AuthenticationFault): WireRequest {
  const target = (sign.query ?? []).reduce((so, [name, value]) => `${so}&${name}=${value}`, request.target);
  const prepared = { ...request, target, headers: [...request.headers, ...(sign.headers ?? [])] };
  const signed = sign.none
    ? prepared
    : signer.sign(prepared, sign.credentials?.(credentials) ?? credentials, sign.options?.(valid) ?? valid);
  return tamper?.(signed) ?? signed;
}

const REASONS: Readonly<Record<string, string>> = {
  'no-credentials': 'anonymous',
  'unknown-key': 'unknown-key',
  expired: 'expired',
  'reversed-times': 'expired',
  'equal-times': 'expired',
  'not-yet-valid': 'not-yet-valid',
  'unsupported-algorithm': 'algorithm',
  'malformed-time': 'malformed',
  'single-time': 'malformed',
  'no-items': 'malformed',
  'foreign-scheme': 'malformed',
  'empty-authorization': 'malformed',
};

function reasonOf({ id }: AuthenticationFault): string {
  return REASONS[id] ?? (id.startsWith('missing-') ? 'incomplete' : 'mismatch');
}

describe('authentication faults', () => {
  it('a request without fault is authentic', () => {
    expect(verify(signer.sign(request, credentials, valid))).toBeUndefined();
  });

  it.each(authenticationFaults)('$id is caught, for the reason it stands for', (fault) => {
    expect(verify(send(fault))).toBe(reasonOf(fault));
  });

  it('each of the seven items is left out once', () => {
    expect(authenticationFaults.filter(({ id }) => id.startsWith('missing-'))).toHaveLength(7);
  });

  it('ids are unique slugs', () => {
    const ids = authenticationFaults.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it.each(authenticationFaults)('$id names claims and a refusal that exist', ({ claims, refusal }) => {
    expect(tencentCos.refusals[refusal]).toBeDefined();
    expect(claims.length).toBeGreaterThan(0);
    const known = new Set(tencentCos.claims.map(({ id }) => id));
    expect(claims.filter((claim) => !known.has(claim))).toEqual([]);
  });

  it.each(authenticationFaults)('$id is asked as strongly as its claims', ({ claims, level }) => {
    const levels = tencentCos.claims.filter(({ id }) => claims.includes(id)).map((claim) => claim.level);
    expect(levels).toContain(level ?? 'must');
  });

  it('a path is only changed where there is a key', () => {
    const fault = authenticationFaults.find(({ id }) => id === 'path-changed-after-signing');
    expect(fault?.appliesTo?.(operation)).toBe(true);
    expect(fault?.appliesTo?.(operationById(tencentCos, 'GetBucket'))).toBe(false);
  });

  describe('each changes what it says, and nothing else:', () => {
    const signed: WireRequest = {
      ...request,
      headers: [
        ...request.headers,
        ['Authorization', 'q-ak=a&q-sign-time=1;2&q-key-time=3;4&q-signature=f9'],
      ],
    };
    const tampered = (id: string, change: Partial<WireRequest> = {}): WireRequest | undefined =>
      authenticationFaults.find((fault) => fault.id === id)?.tamper?.({ ...signed, ...change });
    const authorizationOf = (id: string): string | undefined =>
      headerValue(tampered(id)?.headers ?? [], 'authorization');

    it.each([
      ['wrong-signature', 'q-ak=a&q-sign-time=1;2&q-key-time=3;4&q-signature=f0'],
      ['single-time', 'q-ak=a&q-sign-time=1&q-key-time=3&q-signature=f9'],
      ['missing-q-ak', 'q-sign-time=1;2&q-key-time=3;4&q-signature=f9'],
      ['no-items', 'bucketproof'],
      ['foreign-scheme', 'Basic YnVja2V0OnByb29m'],
      ['empty-authorization', ''],
    ])('%s', (id, text) => {
      expect(authorizationOf(id)).toBe(text);
    });

    it('a signature that ends with 0 ends with 1', () => {
      const zero = tampered('wrong-signature', { headers: [['Authorization', 'q-ak=0&q-signature=f0']] });
      expect(zero?.headers).toEqual([['Authorization', 'q-ak=0&q-signature=f1']]);
    });

    it('a path becomes another one with the same query', () => {
      expect(tampered('path-changed-after-signing')?.target).toBe('/keyx?response-content-type=a');
      expect(tampered('path-changed-after-signing', { target: '/key' })?.target).toBe('/keyx');
    });

    it('a parameter and a header keep their names', () => {
      expect(tampered('signed-query-changed', { target: '/key?bp-probe=1&a=1' })?.target).toBe(
        '/key?bp-probe=2&a=1',
      );
      const headers: Header[] = [['x-cos-meta-signed', 'before']];
      expect(tampered('signed-header-changed', { headers })?.headers).toEqual([
        ['x-cos-meta-signed', 'after'],
      ]);
    });

    it('an unknown key is a key, and a wrong secret one that was made from the right one', () => {
      const changed = (id: string): Credentials | undefined =>
        authenticationFaults.find((fault) => fault.id === id)?.sign?.credentials?.(credentials);
      expect(changed('unknown-key')?.keyId).toMatch(/^AKID[A-Za-z0-9]+$/);
      expect(changed('wrong-secret')).toEqual({ ...credentials, secret: 'secretx' });
    });

    it('an expired signature was valid for an hour and more, before', () => {
      const expired = authenticationFaults.find((fault) => fault.id === 'expired')?.sign?.options?.(valid);
      expect(expired?.notAfter).toBeLessThan(NOW);
      expect(expired?.notBefore).toBeLessThan(expired?.notAfter ?? 0);
    });
  });
});
