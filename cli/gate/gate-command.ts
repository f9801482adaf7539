import { campaignText } from '../../reports/console/campaign-text.ts';
import { campaignAnnotations } from '../../reports/fuzz/campaign-annotations.ts';
import { campaignMarkdown } from '../../reports/fuzz/campaign-markdown.ts';
import { recordsOf } from '../../reports/fuzz/campaign-reader.ts';
import { verdictOfCampaign } from '../../reports/fuzz/campaign-verdict.ts';
import { summariseCampaign } from '../../reports/fuzz/summarise-campaign.ts';
import { writeCampaignReport } from '../../reports/html/write-campaign-report.ts';
import {
  gateText,
  githubAnnotations,
  markdownSummary,
  type SummariseOptions,
  summarise,
  verdictOf,
} from '../../reports/index.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { wantsColour } from '../streams.ts';
import { assertSameDialect, type GateFlags, heldAgainst, strictnessOf } from './gate-flags.ts';
import { inActions } from './in-actions.ts';
import { withRecords } from './record-file.ts';
import { worstExit } from './worst-exit.ts';

/** Width of the text where there is no terminal to ask. */
const PLAIN_WIDTH = 100;

/**
 * Judges the records of a run, of campaigns of the fuzzer, or of both against one baseline.
 * @returns the worst of the gates' exit codes
 * @throws CliError
 */
export async function gateCommand(files: readonly string[], flags: GateFlags): Promise<ExitCode> {
  const against = await heldAgainst(flags, Date.now());
  const kinds = await withRecords(() => Promise.all(files.map(recordsOf)));
  const runs = files.filter((_file, index) => kinds[index] === 'run');
  if (runs.length > 1) {
    throw new CliError(
      EXIT.usage,
      'a gate judges one run, and campaigns of the fuzzer beside it',
      'bucketproof merge joins the shards of a run',
    );
  }
  if (runs.length === 0 && flags.against !== undefined) {
    throw new CliError(
      EXIT.usage,
      '--against compares runs, and there is none',
      'leave it out for campaigns',
    );
  }
  const codes: ExitCode[] = [];
  for (const [index, file] of files.entries()) {
    if (codes.length > 0) process.stdout.write('\n');
    const judge = kinds[index] === 'campaign' ? gateCampaign : gateRun;
    codes.push(await judge(file, flags, against));
  }
  return worstExit(codes);
}

async function gateRun(file: string, flags: GateFlags, against: SummariseOptions): Promise<ExitCode> {
  const summary = await withRecords(() => summarise(file, against));
  assertSameDialect(against, summary.run.dialect);
  const verdict = verdictOf(summary, strictnessOf(flags));
  await inActions(gateText(summary, verdict, look()), {
    annotations: () => githubAnnotations(summary, verdict),
    markdown: () => markdownSummary(summary, verdict),
  });
  return verdict.exitCode;
}

/**
 * Judges a campaign and prints what came of it.
 * @param page where its report goes; none is written when absent
 */
export async function gateCampaign(
  file: string,
  flags: GateFlags,
  against: SummariseOptions,
  page?: string,
): Promise<ExitCode> {
  const summary = await withRecords(() => summariseCampaign(file, against));
  assertSameDialect(against, summary.fuzz.dialect);
  const verdict = verdictOfCampaign(summary, strictnessOf(flags));
  if (page !== undefined) await withRecords(() => writeCampaignReport(page, summary, verdict));
  await inActions(campaignText(summary, verdict, look()), {
    annotations: () => campaignAnnotations(summary, verdict),
    markdown: () => campaignMarkdown(summary, verdict),
  });
  return verdict.exitCode;
}

function look(): { readonly width: number; readonly colour: boolean } {
  return { width: process.stdout.columns ?? PLAIN_WIDTH, colour: wantsColour(process.stdout) };
}
