import { request as httpRequest } from 'node:http';
import { afterEach } from 'vitest';
import { type HeaderList, headerValue } from '../../../dialects/core/headers.ts';
import type { Credentials } from '../../../dialects/core/signing.ts';
import type { Profile } from '../../../dialects/swift/profiles.ts';
import { RawClient } from '../../http/testing/raw-client.ts';
import { type ManualClock, manualClock } from '../../store/clock.ts';
import { type Reference, type ReferenceOptions, startReference } from '../server.ts';

/** Everybody the test server knows: an admin and a user of one account, an admin of another, one of all accounts. */
export const USERS = {
  admin: { keyId: 'test:admin', secret: 'admin-key', account: 'AUTH_test' },
  user: { keyId: 'test:user', secret: 'user-key', account: 'AUTH_test', role: 'user' },
  other: { keyId: 'other:admin', secret: 'other-key', account: 'AUTH_other' },
  reseller: { keyId: 'all:admin', secret: 'all-key', account: 'AUTH_all', role: 'reseller' },
} as const satisfies Readonly<Record<string, Credentials>>;

/** Who sends a request. */
export type Who = keyof typeof USERS | 'anonymous';

/** A response with everything tests look at. */
export interface Reply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

/** What a request has besides method and path. */
export interface Send {
  readonly as?: Who;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** `chunked` and `none` in place of a length. */
  readonly framing?: 'length' | 'chunked' | 'none';
}

/** A server of a profile and a client that talks to it over HTTP. */
export interface Client {
  readonly reference: Reference;
  readonly clock: ManualClock;
  readonly logged: readonly string[];
  /** Sends as the admin unless told otherwise; a path that begins with a slash stands as it is, another in the account. */
  readonly send: (method: string, path: string, send?: Send) => Promise<Reply>;
  readonly token: (who: keyof typeof USERS) => Promise<string>;
  /** A connection on which anything can be said. */
  readonly connect: () => RawClient;
}

/** Noon on some day, with a fraction of a second. */
export const START = Date.UTC(2026, 10, 21, 12, 0, 0, 250);

/** Starts a server, which ends with the test. */
export async function startClient(profile: Profile, options: ReferenceOptions = {}): Promise<Client> {
  const clock = manualClock(START);
  const logged: string[] = [];
  const reference = await startReference({
    profile,
    identities: Object.values(USERS),
    clock,
    seed: 'test',
    log: (message, error) => logged.push(`${message}: ${error}`),
    ...options,
  });
  const tokens = new Map<string, string>();
  const token = async (who: keyof typeof USERS): Promise<string> => {
    const { keyId, secret } = USERS[who];
    const headers = { 'X-Auth-User': keyId, 'X-Auth-Key': secret };
    const reply = await exchange(reference.port, 'GET', '/auth/v1.0', { headers });
    return reply.header('x-auth-token') ?? '';
  };
  const send: Client['send'] = async (method, path, { as = 'admin', ...more } = {}) => {
    if (as !== 'anonymous' && !tokens.has(as)) tokens.set(as, await token(as));
    const own = as === 'anonymous' ? {} : { 'X-Auth-Token': tokens.get(as) ?? '' };
    const whole = path.startsWith('/') ? path : `/v1/AUTH_test${path === '' ? '' : '/'}${path}`;
    return exchange(reference.port, method, whole, { ...more, headers: { ...own, ...more.headers } });
  };
  const raws: RawClient[] = [];
  const connect = (): RawClient => {
    const raw = new RawClient(reference.port);
    raws.push(raw);
    return raw;
  };
  afterEach(async () => {
    for (const raw of raws) raw.destroy();
    await reference.close();
  });
  return { reference, clock, logged, send, token, connect };
}

function exchange(port: number, method: string, path: string, send: Send): Promise<Reply> {
  const { headers = {}, framing = 'length' } = send;
  const body = send.body === undefined ? undefined : Buffer.from(send.body);
  const lengths =
    body === undefined || framing === 'none'
      ? {}
      : framing === 'chunked'
        ? { 'Transfer-Encoding': 'chunked' }
        : { 'Content-Length': String(body.length) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', method, path, agent: false, setHost: true });
    for (const [name, value] of Object.entries({ ...lengths, ...headers })) {
      request.setHeader(name, typeof value === 'string' ? value : [...value]);
    }
    request.on('error', reject);
    request.on('response', async (response) => {
      const chunks: Uint8Array[] = [];
      try {
        for await (const chunk of response) chunks.push(chunk);
      } catch (error) {
        reject(error);
        return;
      }
      const pairs = response.rawHeaders;
      const list: HeaderList = pairs.flatMap((name, at) =>
        at % 2 === 0 ? [[name, pairs[at + 1] ?? ''] as const] : [],
      );
      resolve({
        status: response.statusCode ?? 0,
        headers: list,
        header: (name) => headerValue(list, name),
        text: Buffer.concat(chunks).toString(),
      });
    });
    request.end(body);
  });
}
