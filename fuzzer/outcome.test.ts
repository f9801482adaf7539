import { describe, expect, it } from 'vitest';
import { tencentCos } from '../dialects/tencent-cos/index.ts';
import type { Exchange, FailureKind } from '../harness/transport/exchange.ts';
import { errorCodeOf, isRefusal, isThrottled, outcomeKind, outcomeText, pauseAsked } from './outcome.ts';

function exchange(
  status?: number,
  more: { failure?: FailureKind; body?: string; headers?: [string, string][] } = {},
): Exchange {
  return {
    request: { method: 'GET', target: '/', headers: [], body: new Uint8Array(), transport: 'undici' },
    ...(status === undefined
      ? {}
      : {
          response: {
            httpVersion: '1.1',
            status,
            reason: '',
            headers: more.headers ?? [],
            body: Buffer.from(more.body ?? ''),
            framing: 'none',
            interim: [],
          },
        }),
    ...(more.failure ? { failure: { kind: more.failure, message: '' } } : {}),
    startedAt: 0,
    durationMs: 0,
    waitedMs: 0,
  };
}
const error = (code: string): string => `<Error><Code>${code}</Code></Error>`;

describe('outcomes', () => {
  it.each([
    [exchange(206), 'accepted'],
    [exchange(304), 'accepted'],
    [exchange(404), 'refused'],
    [exchange(503), 'server-error'],
    [exchange(undefined, { failure: 'closed-early' }), 'cut-off'],
    [exchange(200, { failure: 'closed-early' }), 'accepted'],
    [exchange(undefined, { failure: 'response-timeout' }), 'hang'],
    [exchange(200, { failure: 'body-timeout' }), 'hang'],
    [exchange(undefined, { failure: 'connect-refused' }), 'infrastructure'],
    [exchange(undefined, { failure: 'not-delivered' }), 'not-delivered'],
    [exchange(undefined, { failure: 'malformed-response' }), 'unreadable'],
  ] as const)('%# is %s', (given, kind) => {
    expect(outcomeKind(given)).toBe(kind);
  });

  it('count a closed connection as a refusal, and a hang not', () => {
    expect(isRefusal(exchange(undefined, { failure: 'reset' }))).toBe(true);
    expect(isRefusal(exchange(400))).toBe(true);
    expect(isRefusal(exchange(undefined, { failure: 'deadline' }))).toBe(false);
    expect(isRefusal(exchange(500))).toBe(false);
  });

  it('name the error code, unless a server made one up', () => {
    expect(outcomeText(tencentCos, exchange(404, { body: error('NoSuchKey') }))).toBe('404 NoSuchKey');
    expect(errorCodeOf(tencentCos, exchange(404, { body: error('x y &lt;') }))).toBeUndefined();
    expect(errorCodeOf(tencentCos, exchange(404, { body: 'no document' }))).toBeUndefined();
    expect(outcomeText(tencentCos, exchange(200, { body: error('NoSuchKey') }))).toBe('200');
  });

  it('tell throttling, and for how long', () => {
    expect(isThrottled(exchange(503))).toBe(false);
    expect(isThrottled(exchange(503, { headers: [['Retry-After', '2']] }))).toBe(true);
    expect(pauseAsked(exchange(503, { headers: [['Retry-After', '2']] }))).toBe(2000);
    expect(pauseAsked(exchange(429, { headers: [['retry-after', '86400']] }))).toBe(5000);
    expect(pauseAsked(exchange(429, { headers: [['retry-after', 'Wed, 21 Oct 2037 07:28:00 GMT']] }))).toBe(
      1000,
    );
    expect(pauseAsked(exchange(200))).toBe(0);
  });
});
