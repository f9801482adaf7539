import { describe, expect, it } from 'vitest';
import type { Dialect } from '../dialects/core/dialect.ts';
import { headerValue } from '../dialects/core/headers.ts';
import { splitTarget } from '../dialects/core/request.ts';
import { dialects } from '../dialects/index.ts';
import { runCheck } from '../harness/runner/check-run.ts';
import { plan } from '../harness/runner/plan.ts';
import { openLeases } from '../harness/session/leases.ts';
import { countingLedger } from '../harness/session/ledger.ts';
import { openSession } from '../harness/session/session.ts';
import { describeBytes } from '../harness/verify/describe-bytes.ts';
import { loadChecks } from '../suites/load-checks.ts';
import { embeddedIdentities, startEmbedded } from './run/embedded.ts';

/** Operations whose requests hold what a run makes up: names of buckets, keys and bodies. */
const madeUp = ({ housekeeping }: Dialect): readonly string[] => [
  housekeeping.createBucket,
  housekeeping.putObject,
];

/** Checks that are run: enough to see buckets, keys and bodies of all kinds. */
const SAMPLE = 250;

/** What the first checks ask a reference server of their own for under a seed, without what depends on the time. */
async function asked(dialect: Dialect, role: 'target' | 'reference', seed: number): Promise<string[]> {
  const like = { profile: dialect.defaultProfile, identities: embeddedIdentities(dialect), concurrency: 8 };
  const { server, target } = await startEmbedded(dialect, like);
  const ledger = countingLedger();
  const runId = seed.toString(36);
  const session = openSession({ dialect, target, role, seed, runId, ledger, clockSkewMs: 0 });
  const leases = openLeases(session);
  try {
    const checks = plan(await loadChecks(dialect), { profile: dialect.defaultProfile, only: ['*object*'] });
    const lines: string[] = [];
    for (const check of checks.slice(-SAMPLE)) {
      const { exchanges } = await runCheck(session, leases, check);
      for (const { exchange, operation } of exchanges) {
        if (!madeUp(dialect).includes(operation)) continue;
        const { method, target: where, headers, body } = exchange.request;
        // a server of its own has a port of its own
        const host = headerValue(headers, 'host')?.replace(new URL(server.url).host, 'server');
        lines.push(`${check.id}: ${method} ${host} ${splitTarget(where).path} ${describeBytes(body)}`);
      }
    }
    await leases.close();
    return lines;
  } finally {
    await session.close();
    await server.close();
  }
}

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'a seed of a run of %s',
  (_name, dialect) => {
    it('repeats buckets, keys and bodies, on the target as on the reference', async () => {
      const target = await asked(dialect, 'target', 7);
      expect(target.length).toBeGreaterThan(SAMPLE / 2);
      expect(await asked(dialect, 'reference', 7)).toEqual(target);
    }, 120_000);

    it('is another run under another seed', async () => {
      const [one, other] = [await asked(dialect, 'target', 7), await asked(dialect, 'target', 8)];
      expect(other).not.toEqual(one);
      expect(other.length).toBe(one.length);
    }, 120_000);
  },
);
