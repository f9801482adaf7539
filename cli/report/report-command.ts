import { writeAtomically } from '../../reports/atomic-file.ts';
import {
  badgeOf,
  escapeTerminal,
  githubAnnotations,
  junitReport,
  markdownSummary,
  sarifReport,
  summarise,
  verdictOf,
  writeHtmlReport,
} from '../../reports/index.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { assertSameDialect, type GateFlags, heldAgainst, strictnessOf } from '../gate/gate-flags.ts';
import { stepSummary } from '../gate/in-actions.ts';
import { withRecords } from '../gate/record-file.ts';

export interface ReportFlags extends GateFlags {
  readonly html?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  readonly badge?: string;
  readonly github?: boolean;
}

/** Makes reports of a run. @returns 5 when the run is not whole @throws CliError usage */
export async function reportCommand(file: string, flags: ReportFlags): Promise<ExitCode> {
  const { html, junit, sarif, markdown, badge, github } = flags;
  if (!(html || junit || sarif || markdown || badge || github)) {
    const hint = 'one or more of --html, --junit, --sarif, --markdown, --badge, --github';
    throw new CliError(EXIT.usage, 'which report?', hint);
  }
  if (html === '-') throw new CliError(EXIT.usage, '--html needs a file');
  return withRecords(async () => {
    const against = await heldAgainst(flags, Date.now());
    const summary = await summarise(file, against);
    assertSameDialect(against, summary.run.dialect);
    const verdict = verdictOf(summary, strictnessOf(flags));
    const text = (): string => markdownSummary(summary, verdict);
    const options = { heldAgainst: against, verdict: strictnessOf(flags) };
    if (html !== undefined) {
      await writeHtmlReport(file, html, options);
      note('HTML', html);
    }
    if (junit !== undefined) await write('JUnit', junit, junitReport(file, options));
    if (sarif !== undefined)
      await write('SARIF', sarif, [await sarifReport(file, { ...options, uri: file })]);
    if (markdown !== undefined) await write('Markdown', markdown, [text()]);
    if (badge !== undefined) await write('badge', badge, [`${JSON.stringify(badgeOf(summary, verdict))}\n`]);
    if (github) {
      process.stdout.write(githubAnnotations(summary, verdict));
      await stepSummary(text);
    }
    for (const { message } of summary.incomplete) note('not whole', message);
    return summary.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
  });
}

async function write(
  what: string,
  to: string,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  if (to !== '-') {
    await writeAtomically(to, text);
    note(what, to);
    return;
  }
  for await (const piece of text) process.stdout.write(piece);
}

/** On the error stream: the other one may be a report. */
function note(what: string, text: string): void {
  process.stderr.write(`${what}: ${escapeTerminal(text)}\n`);
}
