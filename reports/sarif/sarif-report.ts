import type { BaselineEntry } from '../baseline/baseline.ts';
import { BaselineTally } from '../baseline/baseline-summary.ts';
import { type CheckVerdict, judgeCheck } from '../baseline/judge-check.ts';
import type { CampaignSummary } from '../fuzz/campaign-summary.ts';
import type { CheckRecord, Impact, Level, RunRecord } from '../record.ts';
import { type PlacedRecord, readPlacedRecords } from '../record-reader.ts';
import { type SummariseOptions, summarise } from '../summarise.ts';
import type { Summary } from '../summary.ts';
import { campaignRun } from './campaign-run.ts';
import { resultLocations, resultSuppressions } from './result-parts.ts';
import { notification, sarifDocument, sourceRule, text } from './sarif-document.ts';

export interface SarifOptions {
  readonly heldAgainst?: SummariseOptions;
  /** How the record file is called in the results; default its name. */
  readonly uri?: string;
  /** Campaigns of the fuzzer against the same target: a run of the document each. */
  readonly campaigns?: readonly CampaignSummary[];
}

/** Results a document may hold: code scanning takes no more. */
const MAX_RESULTS = 25_000;

/** What a claim's level makes of its violation. */
const LEVELS: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  must: 'error',
  should: 'warning',
  may: 'note',
};

/** As code scanning ranks them, 0 to 10. */
const SEVERITIES: Readonly<Record<Impact, string>> = {
  'data-loss': '9.5',
  security: '9.0',
  'breaks-clients': '6.0',
  cosmetic: '2.0',
};

/**
 * The violations of a run as SARIF 2.1.0: the rules are the claims of the documentation, a result is a check that
 * breaks one, and its place is its line in the record file. What a baseline knows is suppressed with its reason; against
 * an earlier run every result says whether it is new.
 * @throws RecordFileError when the records cannot be read
 */
export async function sarifReport(file: string, options: SarifOptions = {}): Promise<string> {
  const summary = await summarise(file, options.heldAgainst);
  const { run, end, incomplete } = summary;
  const uri = options.uri ?? file.replace(/^.*[/\\]/, '');
  const results: object[] = [];
  const cited = new Set<string>();
  const sources = new Set<string>();
  const { expectations } = options.heldAgainst ?? {};
  const tally = expectations && new BaselineTally(expectations.baseline);
  let left = 0;
  for await (const placed of readPlacedRecords(file)) {
    const { record } = placed;
    if (record.kind !== 'check') continue;
    const judged = tally?.check(record) ?? judgeCheck(record, undefined);
    if ((record.outcome !== 'fail' && record.outcome !== 'flaky') || record.referenceFailed) continue;
    if (results.length >= MAX_RESULTS) left += 1;
    else results.push(result(record, judged, placed, uri, summary));
    for (const claim of record.claims) cited.add(claim);
    if (record.claims.length === 0 && record.source !== undefined) sources.add(record.source);
  }
  const notifications = [
    ...incomplete.map(({ message }) => notification(message)),
    ...(left > 0 ? [notification(`${left} more results are in the record file`)] : []),
  ];
  return sarifDocument([
    {
      tool: {
        driver: {
          name: run.tool.name,
          version: run.tool.version,
          rules: [
            ...[...cited].sort().map((id) => rule(id, run)),
            ...[...sources].sort().map((source) => sourceRule(source, run.dialect)),
          ],
        },
      },
      invocations: [
        {
          executionSuccessful: incomplete.length === 0,
          commandLine: text(run.command, 1000),
          startTimeUtc: run.startedAt,
          ...(end === undefined ? {} : { endTimeUtc: end.finishedAt }),
          toolExecutionNotifications: notifications,
        },
      ],
      automationDetails: { id: text(`${run.dialect}/${run.profile}/${run.target.name}/`, 300) },
      results,
      columnKind: 'utf16CodeUnits',
      properties: { catalogue: run.catalogue, seed: run.seed, planned: run.planned.checks },
    },
    ...(options.campaigns ?? []).map((campaign) => campaignRun(campaign)),
  ]);
}

function rule(id: string, run: RunRecord): object {
  const claim = Object.hasOwn(run.claims, id) ? run.claims[id] : undefined;
  if (claim === undefined) return { id: text(id, 200) };
  const said = text(claim.text, 1000);
  return {
    id: text(id, 200),
    shortDescription: { text: said },
    fullDescription: { text: `${said} (${text(claim.source, 300)})` },
    defaultConfiguration: { level: LEVELS[claim.level] },
    properties: { source: text(claim.source, 300), level: claim.level, tags: [run.dialect] },
  };
}

function result(
  check: CheckRecord,
  judged: CheckVerdict & { readonly entry?: BaselineEntry },
  { line }: PlacedRecord,
  uri: string,
  summary: Summary,
): object {
  const { id, claims, title, level, impact, mismatches, operationTitle, reason } = check;
  const found = mismatches
    .slice(0, 10)
    .map(({ facet, expected, got }) => `${facet}: expected ${expected}, got ${got}`);
  const more = mismatches.length - found.length;
  const lines = [
    title,
    ...(reason === undefined ? [] : [reason.message]),
    ...(judged.differences ?? []).map((difference) => `not as known: ${difference}`),
    ...found,
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  const [main, ...others] = claims;
  return {
    ruleId: text(main ?? check.source ?? 'none', 200),
    kind: 'fail',
    level: LEVELS[level],
    message: { text: lines.map((one) => text(one, 500)).join('\n') },
    locations: resultLocations({ uri, line, id, operation: operationTitle }),
    partialFingerprints: { 'bucketproofCheck/v1': id },
    ...baselineState(id, summary),
    ...resultSuppressions(judged),
    properties: {
      impact,
      'security-severity': SEVERITIES[impact],
      alsoBreaks: others.map((claim) => text(claim, 200)),
      verdict: judged.verdict,
    },
  };
}

/** Whether the earlier run had this failure too. */
function baselineState(id: string, { difference }: Summary): object {
  if (difference === undefined) return {};
  const { regressed, newlyFailing, failsDifferently } = difference.groups;
  const has = (of: readonly { readonly id: string }[]): boolean => of.some((one) => one.id === id);
  if (has(regressed) || has(newlyFailing)) return { baselineState: 'new' };
  return { baselineState: has(failsDifferently) ? 'updated' : 'unchanged' };
}
