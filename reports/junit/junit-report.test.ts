import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../baseline/baseline.ts';
import type { RunFileRecord } from '../record.ts';
import { junitProblems } from '../testing/junit-schema.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf, sampleRun } from '../testing/sample-run.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { type JunitOptions, junitReport } from './junit-report.ts';

async function junit(records: readonly RunFileRecord[], options: JunitOptions = {}): Promise<string> {
  return withRecordFile(records, async (file) => {
    let text = '';
    for await (const piece of junitReport(file, options)) text += piece;
    return text;
  });
}

/** Numbers of the root element, and how many cases there are. */
function counts(text: string): Record<'tests' | 'failures' | 'errors' | 'cases', number> {
  const root = /<testsuites [^>]*>/.exec(text)?.[0] ?? '';
  const of = (name: string): number => Number(new RegExp(` ${name}="(\\d+)"`).exec(root)?.[1]);
  const cases = [...text.matchAll(/<testcase /g)].length;
  return { tests: of('tests'), failures: of('failures'), errors: of('errors'), cases };
}

const held = (entries: Baseline['entries']): JunitOptions => ({
  heldAgainst: { expectations: { baseline: { file: 'b.yaml', entries }, today: '2026-11-21' } },
});

const line = (text: string, id: string): string =>
  new RegExp(`<testcase name="${id}"[\\s\\S]*?</testcase>`)
    .exec(text)?.[0]
    ?.replace(/<properties>[\s\S]*<\/properties>\n/, '') ?? '';

describe('junitReport', () => {
  it('is what the schema asks for, with as many cases as were planned', async () => {
    const text = await junit(sampleRun());
    expect(await junitProblems(text)).toEqual([]);
    // Six fail, one of them the reference too; one could not be judged.
    expect(counts(text)).toEqual({ tests: 430, failures: 5, errors: 2, cases: 430 });
    expect(text).toContain('<property name="claim" value="S-GETOBJ-07"/>');
  });

  it('tells failure, error, known, fixed and skipped apart', async () => {
    const checks = [
      shortCheck('new', 'fail'),
      shortCheck('lost', 'inconclusive'),
      shortCheck('known', 'fail'),
      shortCheck('other', 'fail'),
      shortCheck('mended', 'pass'),
      shortCheck('off', 'skipped'),
      shortCheck('fine', 'pass'),
    ];
    const entry = { expect: 'known-fail', reason: 'a & b', line: 1 } as const;
    const text = await junit(
      runWith(checks),
      held([
        { ...entry, id: 'known' },
        { ...entry, id: 'other', got: { status: 500 } },
        { ...entry, id: 'mended' },
      ]),
    );
    expect(await junitProblems(text)).toEqual([]);
    expect(line(text, 'new')).toContain(
      '<failure type="breaks-clients" message="status: expected 206, got 200">',
    );
    expect(line(text, 'lost')).toContain('<error type="why" message="because">');
    expect(line(text, 'known')).toContain('<skipped message="known: a &amp; b"/>');
    expect(line(text, 'other')).toContain('message="not as known: status is none, known is 500"');
    expect(line(text, 'mended')).toContain('<failure type="fixed"');
    expect(line(text, 'off')).toContain('<skipped message="because"/>');
    expect(line(text, 'fine')).toMatch(/^<testcase [^>]*>\n<\/testcase>$/);
  });

  it('shows what a run lost, and what breaks the gate without being a check', async () => {
    const cut = await junit(
      runWith([shortCheck('a', 'pass')], { planned: { checks: 3, must: 3 }, end: 'none' }),
    );
    expect(await junitProblems(cut)).toEqual([]);
    expect(counts(cut)).toMatchObject({ tests: 4, errors: 3 });
    expect(cut).toContain('<testcase name="not recorded 2"');
    expect(cut).toContain('<testcase name="complete"');
    const stale = await junit(
      runWith([shortCheck('a', 'pass')]),
      held([{ id: 'gone', expect: 'known-fail', reason: 'x', line: 4 }]),
    );
    expect(await junitProblems(stale)).toEqual([]);
    expect(stale).toMatch(/<testcase name="entries-match"[\s\S]*b\.yaml:4 gone/);
  });

  it('stays well-formed and valid whatever a target says', async () => {
    const documents: string[] = [];
    await fc.assert(
      fc.asyncProperty(wholeRun, async ({ run, checks }) => {
        const text = await junit([run, ...checks, endOf(checks)]);
        const gate = Number(/<testsuite name="gate" tests="(\d+)"/.exec(text)?.[1] ?? 0);
        expect(counts(text).tests - gate).toBe(run.planned.checks);
        expect(counts(text).cases).toBe(counts(text).tests);
        documents.push(text);
      }),
      { numRuns: 40 },
    );
    expect(await junitProblems(...documents)).toEqual([]);
  });

  it('is checked by a validator that does refuse', async () => {
    const text = await junit(sampleRun({ checks: 8 }));
    expect((await junitProblems(text.replace('<testcase name', '<testcase nom'))).length).toBeGreaterThan(0);
    expect((await junitProblems(text.replace('</testsuites>', ''))).length).toBeGreaterThan(0);
  });
});
