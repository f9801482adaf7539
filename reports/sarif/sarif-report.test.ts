import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexRun } from '../diff/run-index.ts';
import type { RunFileRecord } from '../record.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf, sampleRun } from '../testing/sample-run.ts';
import { sarifProblems } from '../testing/sarif-schema.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { type SarifOptions, sarifReport } from './sarif-report.ts';

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: readonly [{ readonly executionSuccessful: boolean }];
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: string;
        readonly baselineState?: string;
        readonly message: { readonly text: string };
        readonly suppressions?: readonly { readonly justification: string }[];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

async function sarif(records: readonly RunFileRecord[], options: SarifOptions = {}): Promise<Log> {
  const log: Log = JSON.parse(await withRecordFile(records, (file) => sarifReport(file, options)));
  expect(sarifProblems(log)).toEqual([]);
  return log;
}

describe('sarifReport', () => {
  it('has a rule for each broken claim and a result for each check that breaks it', async () => {
    const { runs } = await sarif(sampleRun());
    const [{ tool, results, invocations }] = runs;
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`).sort()).toEqual([
      'S-ACL-04 error',
      'S-ERR-03 warning',
      'S-ERR-12 error',
      'S-GETOBJ-07 error',
      'S-LIST-02 error',
    ]);
    const rules = tool.driver.rules.map(({ id }) => id);
    for (const { ruleId } of results) expect(rules).toContain(ruleId);
    expect(results[0]?.partialFingerprints).toHaveProperty('bucketproofCheck/v1');
    expect(invocations[0].executionSuccessful).toBe(true);
  });

  it('suppresses what is known, with its reason, and leaves our own bugs out', async () => {
    const checks = [
      shortCheck('known', 'fail'),
      shortCheck('new', 'fail'),
      shortCheck('ours', 'fail', { referenceFailed: true }),
    ];
    const entries = [{ id: 'known', expect: 'known-fail', reason: 'see [1](2)', line: 1 }] as const;
    const expectations = { baseline: { file: 'b.yaml', entries }, today: '2026-11-21' };
    const [{ results }] = (await sarif(runWith(checks), { heldAgainst: { expectations } })).runs;
    expect(
      results.map(({ suppressions }) => suppressions?.map(({ justification }) => justification)),
    ).toEqual([['see \\[1\\](2)'], undefined]);
  });

  it('says what is new since an earlier run', async () => {
    const before = runWith([shortCheck('old', 'fail'), shortCheck('broken', 'pass')]);
    const earlier = await withRecordFile(before, indexRun);
    const after = runWith([shortCheck('old', 'fail'), shortCheck('broken', 'fail')]);
    const [{ results }] = (await sarif(after, { heldAgainst: { earlier } })).runs;
    expect(results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new']);
  });

  it('says when a run is not whole', async () => {
    const [{ invocations }] = (await sarif(runWith([shortCheck('a', 'pass')], { end: 'none' }))).runs;
    expect(invocations[0].executionSuccessful).toBe(false);
  });

  it('fits the standard whatever a target says', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, async ({ run, checks }) => {
        const [{ results }] = (await sarif([run, ...checks, endOf(checks)])).runs;
        const broken = checks.filter(
          ({ outcome, referenceFailed }) => ['fail', 'flaky'].includes(outcome) && !referenceFailed,
        );
        expect(results).toHaveLength(broken.length);
      }),
      { numRuns: 40 },
    );
  });
});
