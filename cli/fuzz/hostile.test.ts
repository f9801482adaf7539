import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { dialectByName } from '../../dialects/index.ts';
import { type CampaignResult, runCampaign } from '../../fuzzer/campaign/campaign.ts';
import { mutationClasses } from '../../fuzzer/mutations/registry.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { type Embedded, embeddedIdentities, startEmbedded } from '../run/embedded.ts';
import { openFuzzBench } from './fuzz-bench.ts';

/** Campaigns against targets that misbehave now and then: a reference behind something that spoils every nth request. */
const dialect = dialectByName('tencent-cos');
if (!dialect) throw new Error('the dialect is missing');
const profile = dialect.defaultProfile;

type Spoil = (client: Socket) => void;

let server: Embedded | undefined;
let proxy: Server | undefined;

afterEach(async () => {
  proxy?.close();
  await server?.server.close();
  server = undefined;
});

/** A proxy in front of a reference that spoils every nth piece that clients send. @returns where it listens */
async function spoiledServer(every: number, spoil: Spoil): Promise<string> {
  server = await startEmbedded(of(), { profile, identities: embeddedIdentities(of()), concurrency: 8 });
  const { hostname, port } = new URL(server.server.url);
  let pieces = 0;
  const listening = createServer((client) => {
    const upstream = createConnection({ host: hostname, port: Number(port) });
    const close = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', close).on('close', close);
    upstream.pipe(client);
    client.on('data', (bytes) => {
      if (++pieces % every === 0) spoil(client);
      else upstream.write(bytes);
    });
  });
  proxy = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}

function of() {
  if (!dialect) throw new Error('the dialect is missing');
  return dialect;
}

async function campaign(
  endpoint: string,
  cases: number,
): Promise<{ result: CampaignResult; findings: FindingRecord[] }> {
  const findings: FindingRecord[] = [];
  const bench = await openFuzzBench({
    dialect: of(),
    profile,
    target: {
      name: 'hostile',
      dialect: of().name,
      profile,
      endpoint,
      addressing: of().defaultAddressing(new URL(endpoint), undefined),
      identities: embeddedIdentities(of()),
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
      dialect: of(),
      profile,
      operations: of().operations,
      classes: mutationClasses.filter(({ raw, destructive }) => !raw && !destructive),
      seed: 5,
      target: bench.target,
      reference: bench.reference,
      record: bench.record,
      budget: { cases, ms: 60_000 },
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
const THROTTLED = 'HTTP/1.1 503 Slow Down\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n';

describe('a campaign goes on, and blames no case for', () => {
  it.each<[string, Spoil]>([
    ['resets', (client) => client.resetAndDestroy()],
    ['connections that are closed', (client) => client.destroy()],
    ['answers that never come', () => undefined],
    ['garbage', (client) => client.end('\u0000\u0001garbage\r\n\r\n')],
    ['throttling', (client) => client.write(THROTTLED)],
    [
      'server errors that come and go',
      (client) => client.write('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n'),
    ],
  ])('%s', async (_, spoil) => {
    const { result, findings } = await campaign(await spoiledServer(EVERY, spoil), CASES);
    expect(findings.map(({ title }) => title)).toEqual([]);
    expect(result.cases).toBe(CASES);
    expect(result.aborted).toBeUndefined();
  });
});

describe('a campaign ends with a word on', () => {
  it('a target that is gone', async () => {
    const endpoint = await spoiledServer(1_000_000, () => undefined);
    const gone = setTimeout(() => {
      proxy?.close();
      void server?.server.close();
    }, 1500);
    const { result } = await campaign(endpoint, 1_000_000);
    clearTimeout(gone);
    expect(result.aborted?.code).toBe('target-unreachable');
    expect(result.durationMs).toBeLessThan(60_000);
  });
});
