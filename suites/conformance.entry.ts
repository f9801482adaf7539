import { AssertionError } from 'node:assert';
import { afterAll, describe, inject, test } from 'vitest';
import { dialectByName } from '../dialects/index.ts';
import { openConformanceRun } from '../harness/runner/conformance-run.ts';
import { failureMessage } from '../harness/runner/failure-message.ts';
import { BaselineTally } from '../reports/baseline/baseline-summary.ts';
import { caseState } from '../reports/case-state.ts';
import { loadChecks } from './load-checks.ts';

/** Cleaning up after a run may take longer than any one check: every bucket it made is emptied and removed. */
const CLEANUP_MS = 600_000;

const config = inject('bucketproof');
const dialect = dialectByName(config.target.dialect);
if (!dialect) throw new Error(`no dialect is called ${config.target.dialect}`);
const baseline = config.baseline && new BaselineTally(config.baseline);
// Allure is loaded only when somebody asked for it.
const allure = config.allure ? await import('./allure-case.ts') : undefined;
const run = openConformanceRun(dialect, await loadChecks(dialect, config.corpus), config);

describe(`${config.target.dialect} on ${config.target.name}`, () => {
  for (const check of run.checks) {
    test.concurrent(check.id, async (context) => {
      if (run.stopped()) context.skip('the run was stopped');
      const record = await run.execute(check);
      context.task.meta.outcome = record.outcome;
      const state = caseState(record, baseline?.check(record));
      await allure?.describeInAllure(record, state, config);
      if (state.kind === 'skipped') context.skip(state.message);
      const failure = failureMessage(record) ?? (state.kind === 'passed' ? undefined : state.message);
      if (failure !== undefined)
        throw state.kind === 'failure' ? new AssertionError({ message: failure }) : new Error(failure);
    });
  }
  // Without a test Vitest would not come to the end of the run.
  if (run.checks.length === 0) test('no check is in this shard', () => undefined);
  afterAll(async () => {
    await run.finish();
  }, CLEANUP_MS);
});
