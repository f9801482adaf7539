import { afterAll, describe, inject, test } from 'vitest';
import { dialectByName } from '../dialects/index.ts';
import { openConformanceRun } from '../harness/runner/conformance-run.ts';
import { failureMessage } from '../harness/runner/failure-message.ts';
import { loadChecks } from './load-checks.ts';

/** Cleaning up after a run may take longer than any one check: every bucket it made is emptied and removed. */
const CLEANUP_MS = 600_000;

const config = inject('bucketproof');
const dialect = dialectByName(config.target.dialect);
if (!dialect) throw new Error(`no dialect is called ${config.target.dialect}`);
const run = openConformanceRun(dialect, await loadChecks(dialect), config);

describe(`${config.target.dialect} on ${config.target.name}`, () => {
  for (const check of run.checks) {
    test.concurrent(check.id, async (context) => {
      if (run.stopped()) context.skip('the run was stopped');
      const record = await run.execute(check);
      context.task.meta.outcome = record.outcome;
      if (record.outcome === 'skipped') context.skip(record.reason?.message ?? 'skipped');
      const failure = failureMessage(record);
      if (failure !== undefined) throw new Error(failure);
    });
  }
  // Without a test Vitest would not come to the end of the run.
  if (run.checks.length === 0) test('no check is in this shard', () => undefined);
  afterAll(async () => {
    await run.finish();
  }, CLEANUP_MS);
});
