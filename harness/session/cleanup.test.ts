import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { removeBucket } from './cleanup.ts';
import { accountsOf, type Ledger, openLedger } from './ledger.ts';
import { openSession, type Session } from './session.ts';

/** A storage of one bucket, as odd as a test wants it. */
interface Odd {
  /** Keys in it. */
  readonly keys: Set<string>;
  /** The only key id that may delete; anybody when undefined. */
  owner?: string;
  /** Body of an answer to a listing. */
  listing: (keys: readonly string[], url: string) => string;
}

const plain = (keys: readonly string[]): string =>
  `<ListBucketResult><IsTruncated>false</IsTruncated>${keys
    .map((key) => `<Contents><Key>${key}</Key></Contents>`)
    .join('')}</ListBucketResult>`;

let folder: string;
let server: Server;
let session: Session;
let ledger: Ledger;
let odd: Odd;
let requests: string[];
let exists: boolean;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-cleanup-'));
  odd = { keys: new Set(), listing: plain };
  requests = [];
  exists = true;
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    if (request.method === 'GET') return response.end(odd.listing([...odd.keys], request.url ?? ''));
    if (odd.owner !== undefined && !request.headers.authorization?.includes(odd.owner)) {
      return response.writeHead(403).end();
    }
    if (pathname !== '/') {
      odd.keys.delete(decodeURIComponent(pathname.slice(1)));
      return response.writeHead(204).end();
    }
    if (odd.keys.size > 0) return response.writeHead(409).end();
    const status = exists ? 204 : 404;
    exists = false;
    return response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = {
    name: 'odd',
    dialect: dialect.name,
    profile: dialect.defaultProfile,
    endpoint,
    addressing: dialect.defaultAddressing(new URL(endpoint), undefined),
    identities: {
      main: { keyId: 'MAIN', secret: 'secret-of-main', account: '1250000000' },
      second: { keyId: 'SECOND', secret: 'secret-of-second', account: '1250000001' },
    },
    features: {},
    limits: {},
    consistencyMs: 0,
    concurrency: 4,
    timeouts: {},
    tls: {},
  };
  const about = { stem: 'bp-unit', targetName: 'odd', startedAt: '', dialect: dialect.name, endpoint };
  ledger = openLedger(join(folder, 'l'), {
    ...about,
    addressing: target.addressing,
    accounts: accountsOf(target),
  });
  session = openSession({ dialect, target, role: 'target', seed: 1, runId: 'unit', ledger, clockSkewMs: 0 });
});

afterEach(async () => {
  await session.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const BUCKET = 'bp-unit-x-1250000000';

const made = (identity: string): void => {
  ledger.note('intended', { kind: 'bucket', bucket: BUCKET, identity });
  ledger.note('created', { kind: 'bucket', bucket: BUCKET, identity });
};

const put = (key: string): void => {
  odd.keys.add(key);
  ledger.note('created', { kind: 'object', bucket: BUCKET, key, identity: 'main' });
};

describe('removing a bucket', () => {
  it('empties it first, and notes that it is gone', async () => {
    made('main');
    for (const key of ['a', 'b/c', 'd e']) odd.keys.add(key);
    expect(await removeBucket(session, BUCKET)).toBeUndefined();
    expect([exists, odd.keys.size, ledger.live()]).toEqual([false, 0, []]);
  });

  it('is done when it is not there', async () => {
    made('main');
    exists = false;
    expect(await removeBucket(session, BUCKET)).toBeUndefined();
    expect(ledger.live()).toEqual([]);
  });

  it('is done by whoever made it', async () => {
    made('second');
    odd.owner = 'SECOND';
    odd.keys.add('theirs');
    expect(await removeBucket(session, BUCKET)).toBeUndefined();
    expect([exists, odd.keys.size]).toEqual([false, 0]);
  });

  it('is tried as main too, when the target gave the bucket to somebody else than who asked', async () => {
    made('second');
    odd.owner = 'MAIN';
    expect(await removeBucket(session, BUCKET)).toBeUndefined();
    expect(exists).toBe(false);
  });

  it('finds keys that a target lists plain though it was asked to encode them', async () => {
    made('main');
    odd.keys.add('100%41');
    expect(await removeBucket(session, BUCKET)).toBeUndefined();
    expect(odd.keys.size).toBe(0);
  });

  it('finds keys that no listing can show, by what the ledger says was put there', async () => {
    made('main');
    odd.listing = (keys) => `not XML: ${keys}`;
    for (const key of ['\u0001control', 'a b', '\ud83d\ude00']) put(key);
    expect(await removeBucket(session, BUCKET)).toBeUndefined();
    expect([exists, odd.keys.size]).toEqual([false, 0]);
  });

  it('does not follow a listing that goes round in circles', async () => {
    made('main');
    put('a');
    odd.listing = () =>
      '<ListBucketResult><IsTruncated>true</IsTruncated><NextMarker>again</NextMarker></ListBucketResult>';
    expect(await removeBucket(session, BUCKET)).toBeUndefined();
    expect(requests.filter((request) => request.startsWith('GET')).length).toBeLessThan(20);
  });

  it('says what is left when the target does not let it go', async () => {
    made('main');
    odd.owner = 'nobody';
    expect(await removeBucket(session, BUCKET)).toBe(`bucket ${BUCKET}: its deletion answered 403`);
    expect(ledger.live()).toHaveLength(1);
  });

  it('says so when the target is gone', async () => {
    made('main');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await removeBucket(session, BUCKET)).toMatch(/nothing listens at/);
  });

  it.each(['photos-1250000000', 'bp-other-x-1250000000', ''])('leaves %s alone', async (bucket) => {
    expect(await removeBucket(session, bucket)).toMatch(/does not bear the run's name/);
    expect(requests).toEqual([]);
  });
});
