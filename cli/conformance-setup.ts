import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { version } from './package-root.ts';
import { dialectNamed } from './run/dialect-named.ts';
import { embeddedIdentities, startEmbedded } from './run/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the project is about: set for the projects of the configuration that start reference servers. */
    conformanceOf: { readonly dialect: string; readonly profile: string };
  }
}

/** Seed of the conformance tests: fixed, so that a failure is the same failure the next time. */
const SEED = 20180501;

/** Starts two reference servers for the `conformance` test project: one to be judged, one to be compared with. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { conformanceOf } = project.getProvidedContext();
  const dialect = dialectNamed(conformanceOf.dialect, conformanceOf.profile);
  const { profile } = conformanceOf;
  const folder = mkdtempSync(join(tmpdir(), 'bucketproof-conformance-'));
  const like = { profile, identities: embeddedIdentities(dialect), concurrency: 16 };
  const [judged, compared] = await Promise.all([startEmbedded(dialect, like), startEmbedded(dialect, like)]);
  project.provide('bucketproof', {
    target: judged.target,
    reference: compared.target,
    selection: { profile },
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
