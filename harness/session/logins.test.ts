import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Dialect, Login } from '../../dialects/core/dialect.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../transport/exchange.ts';
import { LoginFailed, openLogins } from './logins.ts';

const login: Login = {
  operation: 'GetService',
  grant: (credentials, headers) => {
    const token = headerValue(headers, 'x-token');
    if (token === undefined) return undefined;
    const life = Number(headerValue(headers, 'x-life') ?? 'NaN');
    return {
      credentials: { ...credentials, token },
      secrets: [token],
      expiresIn: Number.isNaN(life) ? undefined : life,
      basePath: '/base',
    };
  },
};
const dialect: Dialect = { ...tencentCos, login };

function answer(status: number, headers: Record<string, string>): Exchange {
  return {
    request: { method: 'GET', target: '/', headers: [], body: new Uint8Array(), transport: 'undici' },
    response: {
      httpVersion: '1.1',
      status,
      reason: '',
      headers: Object.entries(headers),
      body: new Uint8Array(),
      framing: 'none',
      interim: [],
    },
    startedAt: 0,
    durationMs: 0,
    waitedMs: 0,
  };
}

/** Logins that count how often they ask. */
function counted(of: Dialect, reply: (turn: number) => Exchange) {
  let asked = 0;
  const logins = openLogins(
    of,
    async () => reply(++asked),
    (role) => ({ keyId: role, secret: 'the-secret', account: '1' }),
  );
  return { logins, asked: () => asked };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('logins', () => {
  it('are none where the dialect has none', async () => {
    const { logins, asked } = counted(tencentCos, () => answer(200, {}));
    expect(await logins.of('main')).toBeUndefined();
    expect(asked()).toBe(0);
  });

  it('are asked for once, however many need them, and once for every role', async () => {
    const { logins, asked } = counted(dialect, (turn) => answer(200, { 'x-token': `token-${turn}` }));
    const grants = await Promise.all([logins.of('main'), logins.of('main'), logins.of('second')]);
    expect(grants.map((grant) => grant?.credentials.token)).toEqual(['token-1', 'token-1', 'token-2']);
    expect(asked()).toBe(2);
    expect(logins.held('main')).toMatchObject({ basePath: '/base', credentials: { keyId: 'main' } });
    expect(logins.secrets()).toEqual(['token-1', 'token-2']);
  });

  it.each([
    [100, 69, 71],
    [20, 9, 11],
  ])('of %i s are used for %i s and asked for anew after %i s', async (life, before, after) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const start = Date.now();
    const { logins, asked } = counted(dialect, (turn) =>
      answer(200, { 'x-token': `token-${turn}`, 'x-life': String(life) }),
    );
    await logins.of('main');
    vi.setSystemTime(start + before * 1000);
    await logins.of('main');
    expect(asked()).toBe(1);
    vi.setSystemTime(start + after * 1000);
    expect((await logins.of('main'))?.credentials.token).toBe('token-2');
    expect(logins.secrets()).toEqual(['token-1', 'token-2']);
  });

  it('are asked for anew once they were forgotten', async () => {
    const { logins, asked } = counted(dialect, (turn) => answer(200, { 'x-token': `token-${turn}` }));
    await logins.of('main');
    logins.forget('main');
    expect(logins.held('main')).toBeUndefined();
    await logins.of('main');
    expect(asked()).toBe(2);
  });

  it.each([
    ['a refusal', answer(401, { 'x-token': 'never-read' }), 'identity user could not log in: status 401'],
    ['an answer without a token', answer(200, {}), 'identity user could not log in: status 200'],
  ])('fail with %s, and may succeed later', async (_what, failing, message) => {
    const { logins } = counted(dialect, (turn) =>
      turn === 1 ? failing : answer(200, { 'x-token': 'token' }),
    );
    const failed = await logins.of('user').catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(LoginFailed);
    expect(failed).toMatchObject({ code: 'login-failed', message, exchange: failing });
    expect((await logins.of('user'))?.credentials.token).toBe('token');
  });
});
