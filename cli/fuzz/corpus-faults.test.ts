import { describe, expect, it } from 'vitest';
import { headerValue, withHeader, withoutHeader } from '../../dialects/core/headers.ts';
import { type CheckRun, runCheck } from '../../harness/runner/check-run.ts';
import { openLeases } from '../../harness/session/leases.ts';
import { countingLedger } from '../../harness/session/ledger.ts';
import { openSession } from '../../harness/session/session.ts';
import { faults } from '../../reference-server/faults/fault.ts';
import { faultCatalogues, plantedCatalogues } from '../../reference-server/index.ts';
import { corpusChecks } from '../../suites/corpus/corpus-checks.ts';
import { dialectNamed } from '../run/dialect-named.ts';
import { embeddedIdentities, startEmbedded } from '../run/embedded.ts';

/** Regression cases and the bug they were found by, as far as the reference server can be given it. */
const CASES = [
  ['tencent-cos', 'f-961697cec6a1', 'two-roots-accepted'],
  ['tencent-cos', 'f-b42687999713', 'two-roots-accepted'],
  ['tencent-cos', 'f-663bacb3d7c2', 'missing-md5-accepted'],
  ['tencent-cos', 'f-26ae756dba98', 'expiry-not-checked'],
  ['tencent-cos', 'f-88e0e90dd5ed', 'head-without-length'],
  ['tencent-cos', 'f-8f0b3654d3e8', 'parts-survive-abort'],
  ['tencent-cos', 'f-ab1317acd0ab', 'range-beyond-end-refused'],
  ['swift', 'f-24b20c4e0b96', 'if-none-match-ignored'],
  ['swift', 'f-a94a4ef7d28e', 'if-none-match-ignored'],
  ['swift', 'f-4165260cff23', 'no-request-id'],
  ['swift', 'f-336d2a1baf0f', 'host-not-needed'],
  ['swift', 'f-4d94f82f3620', 'length-of-no-content'],
  ['swift', 'f-e08661e65012', 'upload-ranges-ignored'],
] as const;

/** Bugs that are no faults of the catalogue: what a server did in which the fuzzer found them. */
const FORMER = faults('former', {
  'length-of-no-content': {
    says: 'A request without Host is served, and 204 comes with a Content-Length.',
    receive: (incoming) =>
      headerValue(incoming.headers, 'host') === undefined
        ? { ...incoming, headers: withHeader(incoming.headers, 'Host', 'localhost') }
        : incoming,
    transmit: ({ send }) => ({
      send: async (target, response, circumstances, headers = []) => {
        const { socket } = target;
        if (response.status !== 204 || !socket) return send(target, response, circumstances, headers);
        const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
        socket.end(`HTTP/1.1 204 No Content\r\n${lines}Content-Length: 0\r\nConnection: close\r\n\r\n`);
      },
    }),
  },
  'upload-ranges-ignored': {
    says: 'An upload with Content-Range is stored as if it were the whole object.',
    receive: (incoming) => ({ ...incoming, headers: withoutHeader(incoming.headers, 'content-range') }),
  },
});

/** One case against a reference server of its own. */
async function sent(dialectName: string, finding: string, faultId: string | undefined): Promise<CheckRun> {
  const dialect = dialectNamed(dialectName, undefined);
  const check = corpusChecks(dialect).find(({ id }) => id.endsWith(finding));
  if (!check) throw new Error(`there is no case ${finding}`);
  const known = [
    ...(faultCatalogues[dialectName] ?? []),
    ...(plantedCatalogues[dialectName] ?? []),
    ...FORMER,
  ];
  const fault = known.find(({ id }) => id === faultId);
  if (faultId !== undefined && !fault) throw new Error(`there is no fault ${faultId}`);
  const [profile = ''] = check.profiles;
  const { server, target } = await startEmbedded(dialect, {
    profile,
    identities: embeddedIdentities(dialect),
    concurrency: 1,
    fault,
  });
  const ledger = countingLedger();
  const session = openSession({
    dialect,
    target,
    role: 'target',
    seed: 1,
    runId: 'corpus',
    ledger,
    clockSkewMs: 0,
  });
  try {
    const leases = openLeases(session);
    const run = await runCheck(session, leases, check);
    await leases.close();
    return run;
  } finally {
    await session.close();
    await server.close();
  }
}

describe.each(CASES)('of %s the case %s', (dialect, finding, fault) => {
  it(`fails where ${fault}, and nowhere else`, async () => {
    const broken = await sent(dialect, finding, fault);
    expect(broken.inconclusive).toBeUndefined();
    expect(broken.mismatches.length).toBeGreaterThan(0);
    const clean = await sent(dialect, finding, undefined);
    expect([clean.inconclusive, clean.mismatches]).toEqual([undefined, []]);
    expect(clean.judged).toBeGreaterThan(0);
  });
});
