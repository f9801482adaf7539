import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { swift } from '../../dialects/swift/index.ts';
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
  const session = openSession({
    dialect,
    target: {
      name: 'indifferent',
      dialect: dialect.name,
      profile: dialect.defaultProfile,
      endpoint,
      addressing: dialect.defaultAddressing(new URL(endpoint), undefined),
      identities: {
        main: dialect.roles.main.example,
        ...Object.fromEntries(Object.entries(dialect.roles).map(([role, { example }]) => [role, example])),
      },
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

/** Lets everybody log in to a storage URL of this server, and answers all else in one way. */
function afterLogin(status: number, headers: Record<string, string> = {}): RequestListener {
  return ({ url = '', headers: sent }, response) => {
    if (!url.startsWith('/auth/')) return response.writeHead(status, headers).end();
    const [account = ''] = String(sent['x-auth-user'] ?? sent['x-storage-user']).split(':');
    const token = `AUTH_tk-of-${account}`;
    return response
      .writeHead(200, {
        'x-auth-token': token,
        'x-storage-token': token,
        'x-storage-url': `http://127.0.0.1/v1/AUTH_${account}`,
      })
      .end();
  };
}

describe('a server that lets everybody log in and then answers every request alike', () => {
  const ids = (listener: RequestListener) => passed(swift, listener);

  it('with 200 and nothing, passes only where nothing else is asked for', async () => {
    expect(await ids(afterLogin(200))).toEqual([]);
  });

  it('with 204, passes only where nothing else is asked for', async () => {
    expect(await ids(afterLogin(204))).toEqual([
      'update-account-metadata/common/success',
      'update-container-acl/common/success',
      'update-container-metadata/common/success',
    ]);
  });

  it.each([401, 403, 404, 405])('with %i, passes only refusals of that kind', async (status) => {
    const found = await ids(afterLogin(status, { 'x-trans-id': '1' }));
    const refusals: Readonly<Record<number, RegExp>> = {
      401: /\/auth\/(?!plain-user|second-account-denied)|head-error-without-body$/,
      403: /\/auth\/(?:plain-user|second-account-denied)$/,
      404: /\/common\/(?:missing-bucket|missing-key|head-error-without-body)$/,
      405: /\/common\/unsupported-method\//,
    };
    const others = found.filter((id) => !refusals[status]?.test(id));
    expect(others).toEqual([]);
  });

  it('with 500, passes nothing', async () => {
    expect(await ids(afterLogin(500))).toEqual([]);
  });
});

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
