import { readdirSync } from 'node:fs';
import { createServer, request as forward, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { countingLedger } from '../../harness/session/ledger.ts';
import { openSession } from '../../harness/session/session.ts';
import type { Target } from '../../harness/target/target.ts';
import { referenceServers } from '../../reference-server/index.ts';
import { embeddedIdentities, withRoles } from '../run/embedded.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { examine } from './examine.ts';
import type { Observation } from './observation.ts';
import { openTransientLedgers, type TransientLedgers } from './transient-ledgers.ts';

const IDENTITIES = embeddedIdentities(dialect);

const folder = temporaryFolder('doctor', 'test');
let ledgers: TransientLedgers;
let backend: { readonly url: string; readonly close: () => Promise<void> };
let front: Server | undefined;

beforeEach(async () => {
  let runs = 0;
  ledgers = openTransientLedgers(folder(), () => `doc${runs++}`);
  backend = await started({ identities: withRoles(IDENTITIES) });
});

afterEach(async () => {
  front?.closeAllConnections();
  front?.close();
  front = undefined;
  await backend.close();
});

async function started(options: Parameters<NonNullable<(typeof referenceServers)[string]>>[0]) {
  const start = referenceServers[dialect.name];
  if (!start) throw new Error('there is no reference server');
  return start(options);
}

function target(changes: Partial<Target> = {}): Target {
  return {
    name: 'target',
    dialect: dialect.name,
    profile: dialect.defaultProfile,
    endpoint: backend.url,
    addressing: dialect.defaultAddressing(new URL(backend.url), undefined),
    identities: IDENTITIES,
    features: {},
    limits: {},
    consistencyMs: 0,
    concurrency: 1,
    timeouts: {},
    tls: {},
    ...changes,
  };
}

async function seen(of: Target, signal = new AbortController().signal): Promise<Observation[]> {
  const observations: Observation[] = [];
  const ledgerFor = (tried: Target) => ledgers.open(dialect, tried);
  for await (const one of examine(dialect, of, { ledgerFor, signal })) observations.push(one);
  return observations;
}

/** A server before the reference that answers what `answer` takes on, and passes on the rest. Its clock may be off. */
async function fronted(
  skewMs: number,
  answer: (...of: Parameters<RequestListener>) => boolean,
): Promise<string> {
  const server = createServer((request, response) => {
    response.sendDate = false;
    const date = new Date(Date.now() + skewMs).toUTCString();
    response.setHeader('Date', date);
    if (answer(request, response)) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { hostname, port } = new URL(backend.url);
      const { method, url: path, headers } = request;
      forward({ hostname, port, method, path, headers }, (got) => {
        response.writeHead(got.statusCode ?? 500, { ...got.headers, date });
        got.pipe(response);
      }).end(Buffer.concat(chunks));
    });
  });
  front = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const find = (observations: readonly Observation[], what: string): Observation | undefined =>
  observations.find((one) => one.what === what);

const states = (observations: readonly Observation[]): Set<string> =>
  new Set(observations.map(({ state }) => state));

describe('an endpoint that is ready', () => {
  it('is said to be, feature by feature, and is left as it was', async () => {
    const observations = await seen(target());
    expect(states(observations)).toEqual(new Set(['ok']));
    expect(observations.filter(({ what }) => what.startsWith('feature')).length).toBeGreaterThan(5);
    ledgers.close();
    expect(readdirSync(folder())).toEqual([]);
    expect(await bucketsLeft()).toEqual([]);
  });

  it('may be reached in path style', async () => {
    const { host } = new URL(backend.url);
    const addressing = { style: 'path', hostSuffix: host, serviceHost: host, region: 'ap-beijing' } as const;
    expect(find(await seen(target({ addressing })), 'addressing')).toMatchObject({
      state: 'ok',
      detail: expect.stringMatching(/^path, as 127\.0\.0\.1:\d+\/bp-doc0-/),
    });
  });
});

/** Names of buckets that are on the reference. */
async function bucketsLeft(): Promise<string[]> {
  const settings = {
    dialect,
    role: 'target',
    seed: 0,
    runId: 'x',
    ledger: countingLedger(),
    clockSkewMs: 0,
  } as const;
  const session = openSession({ ...settings, target: target() });
  const { response } = await session.send({ op: dialect.housekeeping.listBuckets });
  await session.close();
  return [
    ...Buffer.from(response?.body ?? [])
      .toString()
      .matchAll(/<Name>(.*?)<\/Name>/g),
  ].map(([, name = '']) => name);
}

describe('what is missing', () => {
  it('is an endpoint: nothing listens', async () => {
    const [first, ...rest] = await seen(target({ endpoint: 'http://127.0.0.1:1' }));
    expect(first).toMatchObject({
      state: 'problem',
      what: 'reachable',
      detail: expect.stringMatching(/nothing listens/),
    });
    expect(rest).toEqual([]);
  });

  it('is the right secret', async () => {
    const main = { ...IDENTITIES.main, secret: 'not-the-secret' };
    const observations = await seen(target({ identities: { main } }));
    expect(observations.at(-1)).toMatchObject({
      state: 'problem',
      what: 'main identity',
      detail: expect.stringMatching(/^refused with status 403 SignatureDoesNotMatch/),
      advice: 'check keyId, secret and sessionToken of identities.main',
    });
  });

  it('is a second identity, or one of another account', async () => {
    const { main } = IDENTITIES;
    expect(find(await seen(target({ identities: { main } })), 'second identity')).toMatchObject({
      state: 'note',
    });
    expect(find(await seen(target({ identities: { main, second: main } })), 'second identity')).toMatchObject(
      {
        state: 'problem',
        detail: 'of the same account as the main one',
      },
    );
  });

  it('is the API', async () => {
    const endpoint = await fronted(0, (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html></html>');
      return true;
    });
    expect((await seen(target({ endpoint }))).at(-1)).toMatchObject({
      state: 'problem',
      what: 'main identity',
      detail: 'GET Service was answered with status 200 and no ListAllMyBucketsResult',
      advice: 'is this an endpoint of the Tencent COS XML API?',
    });
  });
});

describe('a clock', () => {
  it.each([
    [90_000, 'note', /^the target is 90 s ahead of this machine$/],
    [-90_000, 'note', /^the target is 90 s behind this machine$/],
    [3_600_000, 'problem', /^the target is 3600 s ahead of this machine$/],
  ])('that is %i ms off is seen', async (skewMs, state, detail) => {
    const endpoint = await fronted(skewMs, () => false);
    const clock = find(await seen(target({ endpoint })), 'clock');
    expect(clock?.state).toBe(state);
    // `Date` has whole seconds.
    const seconds = Number(/\d+/.exec(clock?.detail ?? '')?.[0]);
    expect(Math.abs(seconds - Math.abs(skewMs) / 1000)).toBeLessThanOrEqual(2);
    expect(clock?.detail.replace(/\d+/, String(Math.abs(skewMs) / 1000))).toMatch(detail);
  });
});

describe('addressing', () => {
  it('that is wrong is told from buckets that may not be made, by trying the other', async () => {
    const addressing = { ...target().addressing, hostSuffix: 'elsewhere.example.com' };
    const observations = await seen(target({ addressing }));
    expect(find(observations, 'addressing')).toMatchObject({
      state: 'problem',
      advice: expect.stringContaining('elsewhere.example.com'),
    });
    expect(find(observations, 'path style')).toMatchObject({
      detail: 'works',
      advice: 'write addressing: path',
    });
    ledgers.close();
    expect(readdirSync(folder())).toEqual([]);
    expect(await bucketsLeft()).toEqual([]);
  });

  it('is not to blame when neither way works', async () => {
    const endpoint = await fronted(0, (request, response) => {
      if (request.method !== 'PUT') return false;
      response.writeHead(403).end();
      return true;
    });
    expect(find(await seen(target({ endpoint })), 'path style')).toMatchObject({
      state: 'note',
      detail: expect.stringMatching(/^does not work either: .* status 403$/),
    });
  });
});

describe('features', () => {
  const without = async (features: Target['features']): Promise<Observation | undefined> => {
    const endpoint = await fronted(0, (request, response) => {
      if (!request.url?.includes('versioning')) return false;
      request.resume();
      response.writeHead(501).end();
      return true;
    });
    return find(await seen(target({ endpoint, features })), 'feature versioning');
  };

  it('that are not there are noted, with the line that says so', async () => {
    expect(await without({})).toMatchObject({
      state: 'note',
      detail: expect.stringMatching(/was answered with status 501$/),
      advice: expect.stringContaining('features: { versioning: false }'),
    });
  });

  it('that are not there, as declared, are fine', async () => {
    expect(await without({ versioning: false })).toMatchObject({
      state: 'ok',
      detail: 'not there, as declared',
    });
  });

  it('that are there, though declared absent, are noted', async () => {
    const observations = await seen(target({ features: { versioning: false } }));
    expect(find(observations, 'feature versioning')).toMatchObject({
      state: 'note',
      detail: 'there, though declared absent',
    });
  });
});

describe('an examination that goes wrong', () => {
  it('says what it could not remove, and keeps the ledger of it', async () => {
    const endpoint = await fronted(0, (request, response) => {
      if (request.method !== 'DELETE') return false;
      response.writeHead(403).end();
      return true;
    });
    const observations = await seen(target({ endpoint }));
    expect(observations.at(-1)).toMatchObject({ state: 'left', what: 'clean-up' });
    ledgers.close();
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it('cleans up when it is stopped in the middle', async () => {
    const stop = new AbortController();
    const observations: string[] = [];
    const ledgerFor = (tried: Target) => ledgers.open(dialect, tried);
    for await (const { what } of examine(dialect, target(), { ledgerFor, signal: stop.signal })) {
      observations.push(what);
      if (what === 'addressing') stop.abort();
    }
    expect(observations.at(-1)).toBe('addressing');
    ledgers.close();
    expect(readdirSync(folder())).toEqual([]);
    expect(await bucketsLeft()).toEqual([]);
  });
});
