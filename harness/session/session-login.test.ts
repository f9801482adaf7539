import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../dialects/core/signing.ts';
import { swift as dialect } from '../../dialects/swift/index.ts';
import { httpServer } from '../transport/testing/scripted-server.ts';
import { countingLedger } from './ledger.ts';
import { LoginFailed } from './logins.ts';
import { openSession, type Session } from './session.ts';

const main = { keyId: 'acct:admin', secret: 'the-key', account: 'AUTH_told-by-profile' };
const user = { keyId: 'acct:user', secret: 'another-key', account: 'AUTH_acct' };

/** One line for every request: who with what. */
interface Log {
  readonly lines: string[];
}

/** Gives tokens to who has the right key, and answers all else with `status`. */
function tokens({ lines }: Log, status: () => number = () => 200): RequestListener {
  let given = 0;
  return (request, response) => {
    const { method, url = '', headers } = request;
    request.resume();
    if (url === '/auth/v1.0') {
      lines.push(`login ${headers['x-auth-user']}`);
      const right = [main, user].some(
        ({ keyId, secret }) => headers['x-auth-user'] === keyId && headers['x-auth-key'] === secret,
      );
      if (!right) return response.writeHead(401).end();
      return response
        .writeHead(200, {
          'X-Auth-Token': `token-${++given}`,
          'X-Storage-Url': `http://elsewhere.example/v1/AUTH_acct`,
          'X-Auth-Token-Expires': '3600',
        })
        .end();
    }
    lines.push(`${method} ${url} ${headers['x-auth-token'] ?? 'nobody'}`);
    return response.writeHead(status()).end();
  };
}

async function withSession(
  handler: RequestListener,
  use: (session: Session) => Promise<void>,
  identities = { main, user },
): Promise<void> {
  await using server = await httpServer(handler);
  const session = openSession({
    dialect,
    target: {
      name: 'scripted',
      dialect: dialect.name,
      profile: dialect.defaultProfile,
      endpoint: server.endpoint.origin,
      addressing: dialect.defaultAddressing(server.endpoint, undefined),
      identities,
      features: {},
      limits: {},
      consistencyMs: 0,
      concurrency: 1,
      timeouts: {},
      tls: {},
    },
    role: 'target',
    seed: 1,
    runId: 'unit',
    ledger: countingLedger(),
    clockSkewMs: 0,
  });
  try {
    await use(session);
  } finally {
    await session.close();
  }
}

describe('a session of a dialect with logins', () => {
  it('logs in before the first request, once for every role, and sends what it was given', async () => {
    const log: Log = { lines: [] };
    await withSession(tokens(log), async ({ send, credentials, addressing, secrets }) => {
      await send({ op: 'HeadAccount' });
      await send({ op: 'HeadContainer', bucket: 'c', as: 'user' });
      await send({ op: 'HeadAccount' });
      expect(credentials('main')).toMatchObject({ token: 'token-1', account: 'AUTH_acct' });
      expect(addressing().basePath).toBe('/v1/AUTH_acct');
      expect(secrets()).toEqual(['token-1', 'token-2']);
    });
    expect(log.lines).toEqual([
      'login acct:admin',
      'HEAD /v1/AUTH_acct token-1',
      'login acct:user',
      'HEAD /v1/AUTH_acct/c token-2',
      'HEAD /v1/AUTH_acct token-1',
    ]);
  });

  it('asks where everything lies even for a caller without a token, and in another account where one is named', async () => {
    const log: Log = { lines: [] };
    await withSession(tokens(log), async ({ send }) => {
      await send({ op: 'GetObject', bucket: 'c', key: 'k', as: 'anonymous' });
      await send({ op: 'HeadContainer', bucket: 'c', account: 'AUTH_x' });
    });
    expect(log.lines).toEqual([
      'login acct:admin',
      'GET /v1/AUTH_acct/c/k nobody',
      'HEAD /v1/AUTH_x/c token-1',
    ]);
  });

  it('logs in by itself for nothing that lies beside the storage', async () => {
    const log: Log = { lines: [] };
    await withSession(tokens(log), async ({ send }) => {
      await send({ op: 'GetToken' });
      await send({ op: 'GetCapabilities', as: 'anonymous' });
    });
    expect(log.lines).toEqual(['login acct:admin', 'GET /info nobody']);
  });

  it('asks for another token once one was refused that nobody had changed', async () => {
    const log: Log = { lines: [] };
    const statuses = [401, 200, 401, 200];
    await withSession(
      tokens(log, () => statuses.shift() ?? 200),
      async ({ send }) => {
        await send({ op: 'HeadAccount' });
        await send({ op: 'HeadAccount' });
        const credentials = (valid: Credentials): Credentials => ({ ...valid, token: 'made-up' });
        await send({ op: 'HeadAccount', sign: { credentials } });
        await send({ op: 'HeadAccount' });
      },
    );
    expect(log.lines).toEqual([
      'login acct:admin',
      'HEAD /v1/AUTH_acct token-1',
      'login acct:admin',
      'HEAD /v1/AUTH_acct token-2',
      'HEAD /v1/AUTH_acct made-up',
      'HEAD /v1/AUTH_acct token-2',
    ]);
  });

  it('sends nothing where the login gives nothing', async () => {
    const log: Log = { lines: [] };
    await withSession(
      tokens(log),
      async ({ send }) => {
        const failed = await send({ op: 'HeadAccount' }).catch((error: unknown) => error);
        expect(failed).toBeInstanceOf(LoginFailed);
        expect(String(failed)).toContain('identity main could not log in: status 401');
      },
      { main: { ...main, secret: 'wrong-key' }, user },
    );
    expect(log.lines).toEqual(['login acct:admin']);
  });
});
