import { writeAtomically } from '../../reports/atomic-file.ts';
import {
  consoleSummary,
  escapeTerminal,
  githubAnnotations,
  markdownSummary,
  type SummariseOptions,
  type Summary,
  type Verdict,
  type VerdictOptions,
  writeHtmlReport,
} from '../../reports/index.ts';
import { total } from '../../reports/summary.ts';
import { inActions } from '../gate/in-actions.ts';
import { wantsColour } from '../streams.ts';
import type { RunResult } from './run-conformance.ts';

/** Width of the summary where there is no terminal to ask. */
const PLAIN_WIDTH = 100;

export interface PublishOptions {
  readonly interrupted: boolean;
  /** What the run is held against. */
  readonly heldAgainst?: SummariseOptions;
}

/**
 * Writes the reports of a run beside its records and prints the summary.
 * @returns the verdict of the gate, and what it rests on
 */
export async function publish(
  { recordFile, ledgerFile }: RunResult,
  gate: VerdictOptions,
  { interrupted, heldAgainst = {} }: PublishOptions,
): Promise<{ readonly summary: Summary; readonly verdict: Verdict }> {
  const base = recordFile.replace(/\.ndjson$/, '');
  const { summary, verdict } = await writeHtmlReport(recordFile, `${base}.html`, {
    verdict: gate,
    heldAgainst,
  });
  await writeAtomically(`${base}.md`, [markdownSummary(summary, verdict)]);
  const files = [
    { what: 'report', path: `${base}.html` },
    { what: 'summary', path: `${base}.md` },
    { what: 'records', path: recordFile },
  ];
  const print = (text: string): boolean => process.stdout.write(text);
  if (interrupted) {
    // What a part of a run comes to is no verdict, whatever it would be called.
    const { fail } = summary.counts;
    const recorded = total(summary.counts);
    print(
      `\nInterrupted after ${recorded} of ${summary.run.planned.checks} checks; ${fail} failed so far.\n`,
    );
    for (const { what, path } of files) print(`  ${what.padEnd(10)} ${escapeTerminal(path)}\n`);
  } else {
    const width = process.stdout.columns ?? PLAIN_WIDTH;
    const text = consoleSummary(summary, verdict, { files, width, colour: wantsColour(process.stdout) });
    await inActions(text, {
      annotations: () => githubAnnotations(summary, verdict),
      markdown: () => markdownSummary(summary, verdict),
    });
  }
  const left = summary.end?.resources.leftBehind ?? [];
  if (left.length > 0 && ledgerFile !== undefined) {
    print('\nLeft on the target:\n');
    for (const what of left.slice(0, 10)) print(`  ${escapeTerminal(what)}\n`);
    if (left.length > 10) print(`  … and ${left.length - 10} more\n`);
    print(`Try again with: bucketproof clean ${escapeTerminal(ledgerFile)}\n`);
  }
  return { summary, verdict };
}
