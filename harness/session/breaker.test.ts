import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckInconclusive } from '../check/check.ts';
import type { Exchange, FailureKind, ReceivedResponse } from '../transport/exchange.ts';
import { openBreaker } from './breaker.ts';

const response: ReceivedResponse = {
  httpVersion: '1.1',
  status: 500,
  reason: '',
  headers: [],
  body: new Uint8Array(),
  framing: 'none',
  interim: [],
};

function exchange(
  parts: Pick<Exchange, 'response' | 'failure'>,
  transport: 'undici' | 'raw' = 'undici',
): Exchange {
  return {
    request: { method: 'GET', target: '/', headers: [], body: new Uint8Array(), transport },
    startedAt: 0,
    durationMs: 0,
    waitedMs: 0,
    ...parts,
  };
}

const answered = exchange({ response });
const failed = (kind: FailureKind, transport?: 'undici' | 'raw'): Exchange =>
  exchange({ failure: { kind, message: `it was ${kind}` } }, transport);

function reasonAfter(exchanges: readonly Exchange[], limit = 3): string | undefined {
  const breaker = openBreaker(limit);
  for (const one of exchanges) breaker.note(one);
  return breaker.reason();
}

describe('a breaker', () => {
  it('opens after so many failures in a row, and says why', () => {
    const gone = Array.from({ length: 3 }, () => failed('connect-refused'));
    expect(reasonAfter(gone.slice(1))).toBeUndefined();
    expect(reasonAfter(gone)).toBe('3 requests in a row failed, the last with: it was connect-refused');
  });

  it('starts again with every response, whatever it says', () => {
    const gone = failed('response-timeout');
    expect(reasonAfter([gone, gone, answered, gone, gone])).toBeUndefined();
  });

  it('counts connections that break on ordinary requests and not on others', () => {
    const breaks = (transport: 'undici' | 'raw') =>
      ['reset', 'closed-early', 'reset'].map((kind) => failed(kind as FailureKind, transport));
    expect(reasonAfter(breaks('undici'))).toMatch(/it was reset/);
    expect(reasonAfter(breaks('raw'))).toBeUndefined();
  });

  it('counts an answer that never comes to its end, and not one that is cut off', () => {
    const cut = (kind: FailureKind) => exchange({ response, failure: { kind, message: kind } });
    expect(reasonAfter([cut('body-timeout'), cut('deadline'), cut('body-timeout')])).toBeDefined();
    expect(reasonAfter([cut('reset'), cut('closed-early'), cut('reset')])).toBeUndefined();
  });

  it('takes what cannot be read for a sign of life', () => {
    const gone = failed('connect-timeout');
    expect(reasonAfter([gone, gone, failed('malformed-response'), gone, gone])).toBeUndefined();
  });

  it('does not count what was never sent', () => {
    expect(reasonAfter(Array.from({ length: 5 }, () => failed('not-delivered')))).toBeUndefined();
  });

  it('stays open, with its first reason', () => {
    const breaker = openBreaker(1);
    breaker.assertClosed();
    breaker.note(failed('dns'));
    breaker.note(answered);
    breaker.note(failed('tls'));
    expect(breaker.reason()).toMatch(/it was dns/);
    expect(() => breaker.assertClosed()).toThrow(CheckInconclusive);
    expect(() => breaker.assertClosed()).toThrow(expect.objectContaining({ code: 'target-unreachable' }));
  });

  it('opens exactly when so many failures stand in a row', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        (fails, limit) => {
          const runs = fails.map((fail) => (fail ? 'x' : '.')).join('');
          const opened =
            reasonAfter(
              fails.map((fail) => (fail ? failed('connect-refused') : answered)),
              limit,
            ) !== undefined;
          expect(opened).toBe(runs.includes('x'.repeat(limit)));
        },
      ),
    );
  });
});
