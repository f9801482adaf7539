import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeaderList, withHeader } from '../../dialects/core/headers.ts';
import { parseQuery } from '../../dialects/core/percent-encoding.ts';
import { splitTarget, type WireRequest } from '../../dialects/core/request.ts';
import { authenticationFaults } from '../../dialects/tencent-cos/authentication-faults.ts';
import { formatAuthorization } from '../../dialects/tencent-cos/authorization.ts';
import { signature, signKey, stringToSign } from '../../dialects/tencent-cos/q-sign.ts';
import { refusals } from '../../dialects/tencent-cos/refusals.ts';
import { times, vectors, wireRequest } from '../../dialects/tencent-cos/signature-vectors.fixture.ts';
import { authorize, signer } from '../../dialects/tencent-cos/signing.ts';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { Refused } from '../operations/refuse.ts';
import { authenticate, type KeyRing } from './authenticate.ts';
import { keyRing } from './identity.ts';

const permanent = { keyId: 'AKIDmain', secret: 'secret', account: '1250000000', uin: '100' };
const temporary = {
  keyId: 'AKIDtemp',
  secret: 'other',
  account: '1250000001',
  uin: '200',
  subUin: '201',
  sessionToken: 'token',
  expires: '1600003600',
};
const keys: KeyRing = keyRing([permanent, temporary]);
const NOW = 1_600_000_000;
const window = { notBefore: NOW - 60, notAfter: NOW + 600 };

const request: WireRequest = {
  method: 'GET',
  target: '/a%20b/%E8%85%BE?acl&prefix=A%2Bb+c',
  headers: [
    ['Host', 'b-1250000000.cos.ap-beijing.myqcloud.com:8080'],
    ['Range', ' bytes=0-3 '],
  ],
  body: new Uint8Array(),
};

function verify(signed: WireRequest, now: number = NOW * 1000): unknown {
  const { path, query } = splitTarget(signed.target);
  return authenticate(
    { method: signed.method, paths: [path], query: parseQuery(query), headers: signed.headers },
    keys,
    now,
  );
}

function sign(
  options: Partial<Parameters<typeof signer.sign>[2]> = {},
  credentials = permanent,
): WireRequest {
  return signer.sign(request, credentials, { scheme: 'header', ...window, ...options });
}

describe('authenticate', () => {
  it.each(signer.schemes)('accepts what the client signs by %s', (scheme) => {
    expect(verify(sign({ scheme }))).toEqual({ account: '1250000000', ownerId: '100', userId: '100' });
  });

  it.each(signer.schemes)('accepts temporary keys with their token by %s', (scheme) => {
    expect(verify(sign({ scheme }, temporary))).toEqual({
      account: '1250000001',
      ownerId: '200',
      userId: '201',
    });
  });

  it.each(
    vectors.published.filter(
      ({ status, kind }) =>
        ['reproduces', 'reproduces-with-correction'].includes(status) && kind === undefined,
    ),
  )('accepts published vector $id', (vector) => {
    const wire = wireRequest(vector);
    const authorization = formatAuthorization({
      algorithm: 'sha1',
      keyId: 'AKIDvector',
      signTime: vector.keyTime,
      keyTime: vector.keyTime,
      headerList: Object.keys(vector.headers).map((name) => name.toLowerCase()),
      paramList: Object.keys(vector.query),
      signature: vector.publishedSignature,
    });
    const ring = keyRing([{ keyId: 'AKIDvector', secret: vector.secretKey, account: '1' }]);
    const { path, query } = splitTarget(wire.target);
    const headers = withHeader(wire.headers, 'Authorization', authorization);
    const exchange = { method: wire.method, paths: [path], query: parseQuery(query), headers };
    expect(authenticate(exchange, ring, (times(vector.keyTime).notBefore + 1) * 1000)?.account).toBe('1');
  });

  it('takes a request without credentials for anonymous', () => {
    expect(verify(request)).toBeUndefined();
  });

  it('never shows the secret to whoever asks who called', () => {
    expect(JSON.stringify(verify(sign()))).not.toContain('secret');
  });

  it.each(authenticationFaults.filter(({ sign: how }) => how?.none !== true))('refuses $id', (fault) => {
    const withHeaders = {
      ...request,
      target: [request.target, ...(fault.sign?.query ?? []).map(([n, v]) => `${n}=${v}`)].join('&'),
      headers: [...request.headers, ...(fault.sign?.headers ?? [])],
    };
    const options = { scheme: 'header', ...window };
    const signed = signer.sign(
      withHeaders,
      fault.sign?.credentials?.(permanent) ?? permanent,
      fault.sign?.options?.(options) ?? options,
    );
    const refusal = refusalOf(() => verify(fault.tamper?.(signed) ?? signed));
    const expected = refusals[fault.refusal]?.accepts;
    const got = refusals[refusal];
    expect(got, refusal).toBeDefined();
    expect(expected?.status).toContain(got?.status);
    if (expected && expected.codes.length > 0) expect(expected.codes).toContain(got?.code);
  });

  it('tells a wrong signer what was expected, and a late one the time', () => {
    const wrong = { ...permanent, secret: 'x' };
    expect(detailsOf(() => verify(sign({}, wrong)))).toEqual({
      StringToSign: expect.stringMatching(/^sha1\n\d+;\d+\n[0-9a-f]{40}\n$/),
      FormatString: expect.stringMatching(/^get\n\/a b\/腾\nacl=&prefix=A%2Bb%20c\n/),
    });
    expect(detailsOf(() => verify(sign({ notAfter: NOW - 1 })))).toEqual({
      ServerTime: '2020-09-13T12:26:40Z',
    });
  });

  it.each([
    [window.notBefore, 'accepted'],
    [window.notBefore - 1, 'not-yet-valid-signature'],
    [window.notAfter, 'accepted'],
    [window.notAfter + 1, 'expired-signature'],
  ])('at second %i is %s', (second, expected) => {
    expect(refusalOf(() => verify(sign(), second * 1000))).toBe(expected);
  });

  it('accepts decades', () => {
    expect(refusalOf(() => verify(sign({ notAfter: NOW + 50 * 365 * 86_400 })))).toBe('accepted');
  });

  it('uses key time and sign time each in its own place', () => {
    const authorization = authorize(request, permanent, { ...window, keyTime: `${NOW - 90};${NOW + 900}` });
    expect(refusalOf(() => verify(withAuthorization(formatAuthorization(authorization))))).toBe('accepted');
  });

  it('closes with the key time, too', () => {
    const authorization = authorize(request, permanent, { ...window, keyTime: `${NOW - 90};${NOW - 1}` });
    expect(refusalOf(() => verify(withAuthorization(formatAuthorization(authorization))))).toBe(
      'expired-signature',
    );
  });

  it('checks the window before the signature, and the key before the window', () => {
    const late = sign({ notAfter: NOW - 1 }, { ...permanent, secret: 'x' });
    expect(refusalOf(() => verify(late))).toBe('expired-signature');
    expect(refusalOf(() => verify(sign({ notAfter: NOW - 1 }, { ...permanent, keyId: 'x' })))).toBe(
      'unknown-key',
    );
  });

  it.each([
    ['a temporary key without token', { ...temporary, sessionToken: undefined }],
    ['a temporary key with another token', { ...temporary, sessionToken: 'x' }],
    ['a permanent key with a token', { ...permanent, sessionToken: 'x' }],
  ])('refuses %s', (_, credentials) => {
    const signed = signer.sign(request, credentials, { scheme: 'header', ...window });
    expect(refusalOf(() => verify(signed))).toBe('invalid-token');
  });

  it('refuses temporary keys that have expired', () => {
    const signed = sign({ notAfter: NOW + 7200 }, temporary);
    expect(refusalOf(() => verify(signed, 1_600_003_600_000))).toBe('accepted');
    expect(refusalOf(() => verify(signed, 1_600_003_600_001))).toBe('invalid-token');
  });

  it('accepts parameters signed in lower case', () => {
    const text = 'get\n/k\nprefix=a%2bb\nhost=h\n';
    const lowered = byHand('/k?prefix=A%2BB', text, 'host', 'prefix');
    expect(refusalOf(() => verify(lowered))).toBe('accepted');
    expect(refusalOf(() => verify({ ...lowered, target: '/k?prefix=A%2BC' }))).toBe('signature-mismatch');
  });

  it('keeps the case of the path when parameters are in lower case', () => {
    expect(
      refusalOf(() => verify(byHand('/K?prefix=A', 'get\n/k\nprefix=a\nhost=h\n', 'host', 'prefix'))),
    ).toBe('signature-mismatch');
  });

  it('reads header bytes as UTF-8', () => {
    const bytes = Buffer.from('腾讯').toString('latin1');
    const signed = byHand('/', 'get\n/\n\nx-cos-meta-a=%E8%85%BE%E8%AE%AF\n', 'x-cos-meta-a', '');
    const sent = { ...signed, headers: withHeader(signed.headers, 'x-cos-meta-a', bytes) };
    expect(refusalOf(() => verify(sent))).toBe('accepted');
  });

  it('accepts any of the paths a client may mean', () => {
    const signed = signer.sign({ ...request, target: '/key' }, permanent, { scheme: 'header', ...window });
    const exchange = { method: 'GET', query: [], headers: signed.headers };
    const check = (paths: string[]) =>
      refusalOf(() => authenticate({ ...exchange, paths }, keys, NOW * 1000));
    expect(check(['/b-1/key', '/key'])).toBe('accepted');
    expect(check(['/b-1/key'])).toBe('signature-mismatch');
  });

  it('refuses two authorizations', () => {
    const signed = sign();
    const twice: HeaderList = [
      ...signed.headers,
      ...signed.headers.filter(([name]) => name === 'Authorization'),
    ];
    expect(refusalOf(() => verify({ ...signed, headers: [...twice] }))).toBe('malformed-authorization');
    const whole = sign({ scheme: 'query-sign' });
    const item = whole.target.slice(whole.target.indexOf('sign='));
    expect(refusalOf(() => verify({ ...whole, target: `${whole.target}&${item}` }))).toBe(
      'malformed-authorization',
    );
  });

  it('refuses whatever is not signed, in whatever form', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('header', 'sign', 'q-ak'), (text, place) => {
        const sent =
          place === 'header'
            ? withAuthorization(text)
            : { ...request, target: `/?${place}=${encodeURIComponent(text.toWellFormed())}` };
        expect(refusalOf(() => verify(sent))).toMatch(/^(malformed|incomplete)-authorization$/);
      }),
    );
  });
});

function withAuthorization(text: string): WireRequest {
  return { ...request, headers: withHeader(request.headers, 'Authorization', text) };
}

function detailsOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (error instanceof Refused) return error.details;
  }
  return undefined;
}

/** A request signed over a canonical text of our own making. */
function byHand(target: string, text: string, headerList: string, paramList: string): WireRequest {
  const signTime = `${window.notBefore};${window.notAfter}`;
  const key = signKey(permanent.secret, signTime);
  const authorization = [
    'q-sign-algorithm=sha1',
    `q-ak=${permanent.keyId}`,
    `q-sign-time=${signTime}`,
    `q-key-time=${signTime}`,
    `q-header-list=${headerList}`,
    `q-url-param-list=${paramList}`,
    `q-signature=${signature(key, stringToSign(signTime, text))}`,
  ].join('&');
  return {
    method: 'GET',
    target,
    headers: [
      ['Host', 'h'],
      ['Authorization', authorization],
    ],
    body: new Uint8Array(),
  };
}
