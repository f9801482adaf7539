import {
  badgeOf,
  githubAnnotations,
  junitReport,
  markdownSummary,
  sarifReport,
  summarise,
  verdictOf,
  writeHtmlReport,
} from '../../reports/index.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { assertSameDialect, heldAgainst, strictnessOf } from '../gate/gate-flags.ts';
import { stepSummary } from '../gate/in-actions.ts';
import { withRecords } from '../gate/record-file.ts';
import type { ReportFlags } from './report-flags.ts';
import { noteWritten, writeReport } from './report-output.ts';

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
      noteWritten('HTML', html);
    }
    if (junit !== undefined) await writeReport('JUnit', junit, junitReport(file, options));
    if (sarif !== undefined)
      await writeReport('SARIF', sarif, [await sarifReport(file, { ...options, uri: file })]);
    if (markdown !== undefined) await writeReport('Markdown', markdown, [text()]);
    if (badge !== undefined)
      await writeReport('badge', badge, [`${JSON.stringify(badgeOf(summary, verdict))}\n`]);
    if (github) {
      process.stdout.write(githubAnnotations(summary, verdict));
      await stepSummary(text);
    }
    for (const { message } of summary.incomplete) noteWritten('not whole', message);
    return summary.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
  });
}
