import { describe, expect, it } from 'vitest';
import { operationById } from '../core/dialect.ts';
import { headerValue } from '../core/headers.ts';
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
});
