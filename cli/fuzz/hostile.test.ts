import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { dialectByName, dialects } from '../../dialects/index.ts';
import { type CampaignResult, runCampaign } from '../../fuzzer/campaign/campaign.ts';
import { mutationClasses } from '../../fuzzer/mutations/registry.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { EXIT } from '../exit-code.ts';
import { type Embedded, embeddedIdentities, startEmbedded } from '../run/embedded.ts';
import { runCli } from '../testing/run-cli.ts';
import { openFuzzBench } from './fuzz-bench.ts';

const tencentCos = named('tencent-cos');

/** Campaigns against targets that misbehave now and then: a reference behind something that spoils every nth request. */
type Spoil = (client: Socket) => void;

let server: Embedded | undefined;
let proxy: Server | undefined;

afterEach(async () => {
  proxy?.close();
  await server?.server.close();
  server = undefined;
});

const start = (dialect: Dialect): Promise<Embedded> =>
  startEmbedded(dialect, {
    profile: dialect.defaultProfile,
    identities: embeddedIdentities(dialect),
    concurrency: 8,
  });

/** How a proxy in front of a reference behaves; both by the pieces that clients have sent. */
interface Misbehaviour {
  /** Every nth piece is spoiled. */
  readonly spoil?: { readonly every: number; readonly by: Spoil };
  /** All connections are dropped and nobody listens for a while; then there is another server, which knows nothing. */
  readonly restart?: { readonly every: number; readonly times: number };
  /** From so many pieces on nobody answers any more, or nobody listens. */
  readonly end?: { readonly after: number; readonly by: 'silence' | 'absence' };
}

const DOWN_MS = 400;

/** @returns where it listens */
async function spoiledServer({ spoil, restart, end }: Misbehaviour, dialect = tencentCos): Promise<string> {
  server = await start(dialect);
  let pieces = 0;
  let restarts = 0;
  const open = new Set<Socket>();
  const listening = createServer((client) => {
    const { hostname, port } = new URL(server?.server.url ?? '');
    const upstream = createConnection({ host: hostname, port: Number(port) });
    const close = (): void => {
      open.delete(client);
      client.destroy();
      upstream.destroy();
    };
    open.add(client);
    for (const socket of [client, upstream]) socket.on('error', close).on('close', close);
    upstream.pipe(client);
    client.on('data', (bytes) => {
      pieces++;
      if (end && pieces > end.after) {
        if (end.by === 'absence') leave();
        return;
      }
      if (spoil && pieces % spoil.every === 0) spoil.by(client);
      else upstream.write(bytes);
      if (restart && restarts < restart.times && pieces % restart.every === 0) void startAnew();
    });
  });
  proxy = listening;
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => listening.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  const leave = (): void => {
    listening.close();
    for (const client of open) client.destroy();
  };
  const startAnew = async (): Promise<void> => {
    restarts++;
    const old = server;
    leave();
    server = await start(dialect);
    await old?.server.close();
    await sleep(DOWN_MS);
    await listen(address.port);
  };
  return `http://127.0.0.1:${address.port}`;
}

function named(name: string): Dialect {
  const dialect = dialectByName(name);
  if (!dialect) throw new Error(`no dialect is called ${name}`);
  return dialect;
}

async function campaign(
  endpoint: string,
  cases: number,
  dialect = tencentCos,
): Promise<{ result: CampaignResult; findings: FindingRecord[] }> {
  const profile = dialect.defaultProfile;
  const findings: FindingRecord[] = [];
  const bench = await openFuzzBench({
    dialect,
    profile,
    target: {
      name: 'hostile',
      dialect: dialect.name,
      profile,
      endpoint,
      addressing: dialect.defaultAddressing(new URL(endpoint), undefined),
      identities: embeddedIdentities(dialect),
      features: {},
      limits: {},
      consistencyMs: 0,
      concurrency: 4,
      timeouts: { responseMs: 300, bodyIdleMs: 300, deadlineMs: 1000 },
      tls: {},
    },
    withReference: true,
    seed: 5,
    ledgerFile: undefined,
    profileFile: undefined,
    clockSkewMs: 0,
  });
  try {
    const result = await runCampaign({
      dialect,
      profile,
      operations: dialect.operations.filter(({ profiles }) => profiles.includes(profile)),
      classes: mutationClasses.filter(({ raw, destructive }) => !raw && !destructive),
      seed: 5,
      target: bench.target,
      reference: bench.reference,
      record: bench.record,
      budget: { cases, ms: 100_000 },
      concurrency: 4,
      stateful: true,
      onFinding: (finding) => findings.push(finding),
    });
    return { result, findings };
  } finally {
    await bench.close();
  }
}

/** Far enough apart that no case meets two of them. */
const EVERY = 97;
const CASES = 200;
const RESTARTED = 700;
const MOST_MEMORY = 512 * 1024 * 1024;
const THROTTLED = 'HTTP/1.1 503 Slow Down\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n';

/** Writes and writes, until the other side has had enough. */
function flood(client: Socket, head: string): void {
  const piece = Buffer.alloc(16 * 1024, 'x');
  const more = (): void => {
    while (!client.destroyed && client.write(piece));
    if (!client.destroyed) client.once('drain', more);
  };
  client.write(head);
  more();
}

describe('a campaign goes on, and blames no case for', () => {
  it.each<[string, Spoil]>([
    ['resets', (client) => client.resetAndDestroy()],
    ['connections that are closed', (client) => client.destroy()],
    ['answers that never come', () => undefined],
    ['garbage', (client) => client.end('\u0000\u0001garbage\r\n\r\n')],
    [
      'answers that never end',
      (client) => flood(client, 'HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n'),
    ],
    ['fields that never end', (client) => flood(client, 'HTTP/1.1 200 OK\r\nX-Long: ')],
    ['throttling', (client) => client.write(THROTTLED)],
    [
      'server errors that come and go',
      (client) => client.write('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n'),
    ],
  ])('%s', async (_, spoil) => {
    const { result, findings } = await campaign(
      await spoiledServer({ spoil: { every: EVERY, by: spoil } }),
      CASES,
    );
    expect(findings.map(({ title }) => title)).toEqual([]);
    expect(result.cases).toBe(CASES);
    expect(result.aborted).toBeUndefined();
    // A part of what floods us, which is thrown away again, and never all of it.
    expect(Math.max(...result.memory) - (result.memory[0] ?? 0)).toBeLessThan(MOST_MEMORY);
  });

  it.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
    'a server of %s that is started anew and has nothing any more',
    async (_, dialect) => {
      const endpoint = await spoiledServer({ restart: { every: 500, times: 2 } }, dialect);
      const { result, findings } = await campaign(endpoint, RESTARTED, dialect);
      expect(findings.map(({ title }) => title)).toEqual([]);
      expect(result.aborted).toBeUndefined();
      expect(result.cases).toBe(RESTARTED);
      // What was under way in the two moments may have been lost, and nothing besides.
      expect(result.unprepared).toBeLessThan(50);
      expect(result.outcomes.accepted).toBeGreaterThan(RESTARTED / 2);
    },
  );
});

describe('the command ends with a word, and the documented code, on', () => {
  it.each([
    ['a target that is gone', 'absence'],
    ['a target that never answers any more', 'silence'],
  ] as const)('%s', async (_, by) => {
    const endpoint = await spoiledServer({ end: { after: 300, by } });
    const { main } = embeddedIdentities(tencentCos);
    const env = {
      BUCKETPROOF_KEY_ID: main.keyId,
      BUCKETPROOF_SECRET: main.secret,
      BUCKETPROOF_ACCOUNT: main.account,
    };
    const out = mkdtempSync(join(tmpdir(), 'bucketproof-hostile-'));
    try {
      const args = ['fuzz', '--endpoint', endpoint, '--time', '100s', '--seed', '1', '--out', out];
      const { code, stdout, stderr } = await runCli(args, { env });
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect(stdout).toContain('Ended early: 40 requests in a row failed');
      expect(stdout).toContain('Try again with: bucketproof clean');
      expect(code).toBe(EXIT.unreachable);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
