import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { TEST_SECRET, testTarget } from '../session/testing/test-session.ts';
import type { Exchange } from '../transport/exchange.ts';
import { exchangeRecorder } from './exchange-record.ts';

const SIGNATURE = '0123456789abcdef0123456789abcdef01234567';
const exchange: Exchange = {
  request: {
    method: 'GET',
    target: '/key',
    headers: [['Authorization', `q-ak=AKIDmain&q-signature=${SIGNATURE}`]],
    body: new Uint8Array(),
    transport: 'undici',
  },
  response: {
    httpVersion: '1.1',
    status: 403,
    reason: 'Forbidden',
    headers: [['X-Echo', `${SIGNATURE} ${TEST_SECRET}`]],
    body: Buffer.from(`<Error>${SIGNATURE}</Error>`),
    framing: 'content-length',
    interim: [{ status: 100, reason: 'Continue', headers: [] }],
  },
  startedAt: 0,
  durationMs: 3,
  waitedMs: 2,
};

const one = testTarget('http://127.0.0.1:9');
const other = testTarget('http://127.0.0.1:9', {
  identities: {
    main: {
      keyId: 'AKIDother',
      secret: 'secret-of-the-other',
      account: '1',
      sessionToken: 'token-of-the-other',
    },
    second: {
      keyId: 'AKIDsecond',
      secret: 'secret-of-the-second',
      account: '2',
      apiKey: 'api-key-of-the-second',
      uin: '100001',
    },
  },
});

describe('a recorder', () => {
  const record = exchangeRecorder(tencentCos, [one, other]);

  it('keeps who asked for what, and when in the check', () => {
    expect(record({ exchange, operation: 'GetObject', identity: 'second', phase: 'setup' })).toMatchObject({
      operation: 'GetObject',
      identity: 'second',
      phase: 'setup',
      durationMs: 3,
      response: { status: 403, interim: [100] },
    });
  });

  it('hides secrets and signatures in everything of the exchange', () => {
    const text = JSON.stringify(record({ exchange, operation: 'GetObject', identity: 'main', phase: 'act' }));
    expect(text).not.toContain(SIGNATURE);
    expect(text).not.toContain(TEST_SECRET);
    expect(text).toContain('AKIDmain');
  });

  it('hides the secrets of every identity of every target in other texts', () => {
    const secrets = [TEST_SECRET, 'secret-of-the-other', 'token-of-the-other', 'secret-of-the-second'];
    const text = record.redact(`${secrets.join(' ')} AKIDother 100001`);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toMatch(/AKIDother 100001$/);
  });

  it('hides the signature of an exchange in texts about it', () => {
    expect(record.redact(SIGNATURE)).toBe(SIGNATURE);
    expect(record.redactAbout([undefined, exchange], `got ${SIGNATURE} ${TEST_SECRET}`)).toBe(
      'got ‹redacted› ‹redacted›',
    );
    expect(record.redactAbout([], `got ${TEST_SECRET}`)).toBe('got ‹redacted›');
  });

  it('hides further fields of identities where the dialect calls them secret', () => {
    const secretPlaces = { ...tencentCos.secretPlaces, identityFields: ['apiKey'] };
    const strict = exchangeRecorder({ ...tencentCos, secretPlaces }, [other]);
    expect(strict.redact('api-key-of-the-second 100001')).toBe('‹redacted› 100001');
  });
});
