import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { CheckInconclusive, type Filling, type Lease } from '../check/check.ts';
import { type Leases, openLeases } from './leases.ts';
import { countingLedger } from './ledger.ts';
import { openSession } from './session.ts';

/** Runs `use` with leases on a server that answers 403 to uploads of a key with `refused` and 200 to all else. */
async function withLeases(use: (leases: Leases, requests: readonly string[]) => Promise<void>) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    request.on('end', () => response.writeHead(request.url?.includes('refused') ? 403 : 200).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = openSession({
    dialect,
    target: {
      name: 'obliging',
      dialect: dialect.name,
      profile: dialect.defaultProfile,
      endpoint,
      addressing: dialect.defaultAddressing(new URL(endpoint), undefined),
      identities: { main: { keyId: 'key', secret: 'secret', account: '1250000000' } },
      features: {},
      limits: {},
      consistencyMs: 0,
      concurrency: 4,
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
    await use(openLeases(session), requests);
  } finally {
    await session.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const putting =
  (...keys: string[]) =>
  ({ setupAll }: Filling) =>
    setupAll(keys.map((key) => ({ op: dialect.housekeeping.putObject, key })));

describe('group leases', () => {
  it('are filled once, before any check of the group has its bucket', async () => {
    await withLeases(async (leases, requests) => {
      const lease: Lease = { group: 'filled', fill: putting('one', 'two', 'three') };
      const taken = await Promise.all(
        ['a', 'b', 'c'].map(async (check) => {
          const { bucket } = await leases.take(lease, check);
          return { bucket, uploads: requests.filter((request) => /\/(one|two|three)$/.test(request)).length };
        }),
      );
      expect(new Set(taken.map(({ bucket }) => bucket)).size).toBe(1);
      expect(taken.map(({ uploads }) => uploads)).toEqual([3, 3, 3]);
    });
  });

  it('make every check of a group inconclusive whose filling fails, and still remove the bucket', async () => {
    await withLeases(async (leases, requests) => {
      const lease: Lease = { group: 'refused', fill: putting('one', 'refused') };
      for (const check of ['a', 'b']) {
        await expect(leases.take(lease, check)).rejects.toThrow(CheckInconclusive);
      }
      await leases.close();
      expect(requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
    });
  });
});
