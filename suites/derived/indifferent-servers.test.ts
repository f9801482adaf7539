import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Check } from '../../harness/check/check.ts';
import { buildChecks } from '../../harness/check/suite.ts';
import { runCheck } from '../../harness/runner/check-run.ts';
import { openLeases } from '../../harness/session/leases.ts';
import { countingLedger } from '../../harness/session/ledger.ts';
import { openSession } from '../../harness/session/session.ts';
import { derivedSuites } from './index.ts';

const CONCURRENCY = 24;

/** Ids of the checks, without the dialect's name, that a server passes which answers everything in the same way. */
async function passed(dialect: Dialect, listener: RequestListener): Promise<string[]> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => listener(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = (account: string) => ({ keyId: `key-of-${account}`, secret: 'secret', account });
  const session = openSession({
    dialect,
    target: {
      name: 'indifferent',
      dialect: dialect.name,
      profile: dialect.defaultProfile,
      endpoint,
      addressing: dialect.defaultAddressing(new URL(endpoint), undefined),
      identities: { main: credentials('1250000000'), second: credentials('1250000001') },
      features: {},
      limits: {},
      consistencyMs: 0,
      concurrency: CONCURRENCY,
      timeouts: {},
      tls: {},
    },
    role: 'target',
    seed: 1,
    runId: 'unit',
    ledger: countingLedger(),
    clockSkewMs: 0,
  });
  const leases = openLeases(session);
  const queue = buildChecks(dialect, derivedSuites(dialect)).filter(
    ({ id }) => !id.endsWith('/xml/oversize'),
  );
  const found: string[] = [];
  const work = async (): Promise<void> => {
    for (let check: Check | undefined = queue.shift(); check; check = queue.shift()) {
      const { mismatches, inconclusive } = await runCheck(session, leases, check);
      if (inconclusive?.code === 'check-error') throw new Error(`${check.id}: ${inconclusive.message}`);
      if (mismatches.length === 0 && !inconclusive) found.push(check.id.replace(`${dialect.name}/`, ''));
    }
  };
  try {
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  } finally {
    await leases.close();
    await session.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return found.toSorted();
}

describe('a server that answers every request alike', () => {
  it('with 200 and nothing, passes only where nothing else is asked for', async () => {
    const ids = await passed(tencentCos, (_request, response) => response.writeHead(200).end());
    expect(ids).toEqual(['head-bucket/common/success', 'put-bucket/common/success']);
  });

  it('with 204, passes nothing', async () => {
    const ids = await passed(tencentCos, (_request, response) => response.writeHead(204).end());
    expect(ids).toEqual([]);
  });

  it('with a complete error document, passes only what it happens to be right about', async () => {
    const body = '<Error><Code>AccessDenied</Code><Message>no</Message><RequestId>1</RequestId></Error>';
    const ids = await passed(tencentCos, (_request, response) =>
      response
        .writeHead(403, { 'content-type': 'application/xml', [tencentCos.requestIdHeader]: '1' })
        .end(body),
    );
    const answered =
      /^(?:[a-z]+-)*(?:service|bucket|object)\/(?:auth\/|common\/error-document|common\/missing-bucket$)/;
    expect(ids.filter((id) => !answered.test(id))).toEqual([]);
    // Whatever changes something is only judged when the state before it could be read.
    expect(ids.filter((id) => /^(?:put|delete|post)-.*\/auth\//.test(id))).toEqual([]);
  });

  it('with 500, passes nothing', async () => {
    const ids = await passed(tencentCos, (_request, response) => response.writeHead(500).end());
    expect(ids).toEqual([]);
  });
});
