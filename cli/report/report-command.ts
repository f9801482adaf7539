import { campaignAnnotations } from '../../reports/fuzz/campaign-annotations.ts';
import { campaignMarkdown } from '../../reports/fuzz/campaign-markdown.ts';
import { recordsOf } from '../../reports/fuzz/campaign-reader.ts';
import { verdictOfCampaign } from '../../reports/fuzz/campaign-verdict.ts';
import { summariseCampaign } from '../../reports/fuzz/summarise-campaign.ts';
import type { JudgedCampaign } from '../../reports/html/campaign-section.ts';
import { writeCampaignReport } from '../../reports/html/write-campaign-report.ts';
import {
  badgeOf,
  githubAnnotations,
  junitReport,
  markdownSummary,
  type SummariseOptions,
  sarifReport,
  summarise,
  verdictOf,
  writeHtmlReport,
} from '../../reports/index.ts';
import { campaignsJunit } from '../../reports/junit/campaign-suite.ts';
import { campaignRun } from '../../reports/sarif/campaign-run.ts';
import { sarifDocument } from '../../reports/sarif/sarif-document.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { assertSameDialect, heldAgainst, strictnessOf } from '../gate/gate-flags.ts';
import { stepSummary } from '../gate/in-actions.ts';
import { withRecords } from '../gate/record-file.ts';
import type { ReportFlags } from './report-flags.ts';
import { noteWritten, writeReport } from './report-output.ts';

/**
 * Makes reports of a run, of campaigns of the fuzzer, or of a run and campaigns together.
 * @returns 5 when one of them is not whole
 * @throws CliError usage
 */
export async function reportCommand(files: readonly string[], flags: ReportFlags): Promise<ExitCode> {
  const { html, junit, sarif, markdown, badge, github } = flags;
  if (!(html || junit || sarif || markdown || badge || github)) {
    const hint = 'one or more of --html, --junit, --sarif, --markdown, --badge, --github';
    throw new CliError(EXIT.usage, 'which report?', hint);
  }
  if (html === '-') throw new CliError(EXIT.usage, '--html needs a file');
  return withRecords(async () => {
    const against = await heldAgainst(flags, Date.now());
    const kinds = await Promise.all(files.map(recordsOf));
    const [run, ...others] = files.filter((_file, index) => kinds[index] === 'run');
    if (others.length > 0)
      throw new CliError(
        EXIT.usage,
        'a report is of one run',
        '--matrix takes several; merge joins the shards of one',
      );
    const campaigns = await Promise.all(
      files
        .filter((_file, index) => kinds[index] === 'campaign')
        .map((file) => judgedCampaign(file, flags, against)),
    );
    for (const { summary } of campaigns) {
      for (const { message } of summary.incomplete) noteWritten('not whole', message);
    }
    const whole = campaigns.every(({ summary }) => summary.incomplete.length === 0);
    const code =
      run === undefined
        ? await reportCampaigns(campaigns, flags)
        : await reportRun(run, campaigns, flags, against);
    return whole ? code : EXIT.incomplete;
  });
}

async function judgedCampaign(
  file: string,
  flags: ReportFlags,
  against: SummariseOptions,
): Promise<JudgedCampaign> {
  const summary = await summariseCampaign(file, against);
  assertSameDialect(against, summary.fuzz.dialect);
  return { summary, verdict: verdictOfCampaign(summary, strictnessOf(flags)) };
}

async function reportRun(
  file: string,
  campaigns: readonly JudgedCampaign[],
  flags: ReportFlags,
  against: SummariseOptions,
): Promise<ExitCode> {
  const { html, junit, sarif, markdown, badge, github } = flags;
  const summary = await summarise(file, against);
  assertSameDialect(against, summary.run.dialect);
  const stranger = campaigns.find((one) => one.summary.fuzz.dialect !== summary.run.dialect);
  if (stranger) {
    const { path, fuzz } = stranger.summary;
    throw new CliError(
      EXIT.usage,
      `${path} is a campaign of ${fuzz.dialect}, the run is of ${summary.run.dialect}`,
    );
  }
  const verdict = verdictOf(summary, strictnessOf(flags));
  const text = (): string =>
    [
      markdownSummary(summary, verdict),
      ...campaigns.map((one) => campaignMarkdown(one.summary, one.verdict)),
    ].join('\n');
  const options = { heldAgainst: against, verdict: strictnessOf(flags), campaigns };
  if (html !== undefined) {
    await writeHtmlReport(file, html, options);
    noteWritten('HTML', html);
  }
  if (junit !== undefined) await writeReport('JUnit', junit, junitReport(file, options));
  if (sarif !== undefined) {
    const found = campaigns.map((one) => one.summary);
    const log = await sarifReport(file, { heldAgainst: against, uri: file, campaigns: found });
    await writeReport('SARIF', sarif, [log]);
  }
  if (markdown !== undefined) await writeReport('Markdown', markdown, [text()]);
  if (badge !== undefined)
    await writeReport('badge', badge, [`${JSON.stringify(badgeOf(summary, verdict))}\n`]);
  if (github) {
    process.stdout.write(githubAnnotations(summary, verdict));
    for (const one of campaigns) process.stdout.write(campaignAnnotations(one.summary, one.verdict));
    await stepSummary(text);
  }
  for (const { message } of summary.incomplete) noteWritten('not whole', message);
  return summary.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}

async function reportCampaigns(campaigns: readonly JudgedCampaign[], flags: ReportFlags): Promise<ExitCode> {
  const { html, junit, sarif, markdown, badge, github, against } = flags;
  if (badge !== undefined)
    throw new CliError(EXIT.usage, 'a badge is of a run', 'name the records of one, too');
  if (against !== undefined) throw new CliError(EXIT.usage, '--against compares runs, and there is none');
  const [first, ...more] = campaigns;
  if (html !== undefined && first) {
    if (more.length > 0) {
      const hint = 'make one for each, or name the records of a run: its page shows all of them';
      throw new CliError(EXIT.usage, 'a page is of one campaign', hint);
    }
    await writeCampaignReport(html, first.summary, first.verdict);
    noteWritten('HTML', html);
  }
  const text = (): string =>
    campaigns.map(({ summary, verdict }) => campaignMarkdown(summary, verdict)).join('\n');
  if (junit !== undefined) await writeReport('JUnit', junit, campaignsJunit(campaigns));
  if (sarif !== undefined) {
    await writeReport('SARIF', sarif, [sarifDocument(campaigns.map(({ summary }) => campaignRun(summary)))]);
  }
  if (markdown !== undefined) await writeReport('Markdown', markdown, [text()]);
  if (github) {
    for (const { summary, verdict } of campaigns) process.stdout.write(campaignAnnotations(summary, verdict));
    await stepSummary(text);
  }
  return EXIT.ok;
}
