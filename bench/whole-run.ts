import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConformance } from '../cli/run/run-conformance.ts';
import type { Dialect } from '../dialects/core/dialect.ts';
import { summarise } from '../reports/summarise.ts';

/** What a whole run came to. */
export interface WholeRun {
  readonly checks: number;
  readonly seconds: number;
  /** Requests to the target. */
  readonly requests: number;
  /** Processor time, both reference servers and the start of the run included. */
  readonly cpuMs: number;
  /** Part of the time that is not waiting for the servers, 0 to 1. */
  readonly ownShare: number;
}

/** Runs every check of a profile against the embedded reference. @throws Error when the run does not end */
export async function wholeRun(dialect: Dialect, profile: string): Promise<WholeRun> {
  const before = process.cpuUsage();
  const folder = mkdtempSync(join(tmpdir(), 'bucketproof-bench-'));
  try {
    const { recordFile } = await runConformance({
      dialect,
      target: undefined,
      profileFile: undefined,
      selection: { profile },
      withReference: true,
      seed: 1,
      outputFolder: folder,
      command: 'npm run bench',
      clockSkewMs: 0,
      probedFeatures: {},
      concurrency: undefined,
      onCheck: () => undefined,
    });
    const { end } = await summarise(recordFile);
    if (!end) throw new Error('the run did not end');
    const { user, system } = process.cpuUsage(before);
    return {
      checks: Object.values(end.counts).reduce((sum, count) => sum + count, 0),
      seconds: end.durationMs / 1000,
      requests: end.requests,
      cpuMs: (user + system) / 1000,
      ownShare: 1 - end.waitingShare,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
