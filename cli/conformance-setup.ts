import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { dialects } from '../dialects/index.ts';
import { version } from './package-root.ts';
import { embeddedIdentities, startEmbedded } from './run/embedded.ts';

/** Seed of the conformance tests: fixed, so that a failure is the same failure the next time. */
const SEED = 20180501;

/** Starts two reference servers for the `conformance` test project: one to be judged, one to be compared with. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [dialect] = dialects;
  if (!dialect) throw new Error('there is no dialect');
  const folder = mkdtempSync(join(tmpdir(), 'bucketproof-conformance-'));
  const like = { profile: dialect.defaultProfile, identities: embeddedIdentities(dialect), concurrency: 16 };
  const [judged, compared] = await Promise.all([startEmbedded(dialect, like), startEmbedded(dialect, like)]);
  project.provide('bucketproof', {
    target: judged.target,
    reference: compared.target,
    selection: { profile: dialect.defaultProfile },
    seed: SEED,
    runId: SEED.toString(36),
    recordFile: join(folder, 'run.ndjson'),
    ledgerFile: undefined,
    profileFile: undefined,
    clockSkewMs: 0,
    facts: {
      tool: { name: 'bucketproof', version },
      command: 'vitest run --project conformance',
      startedAt: new Date().toISOString(),
      embedded: true,
      probedFeatures: {},
    },
  });
  return async () => {
    await Promise.all([judged.server.close(), compared.server.close()]);
    rmSync(folder, { recursive: true, force: true });
  };
}
