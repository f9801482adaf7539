import type { CampaignSummary, JudgedFinding } from '../fuzz/campaign-summary.ts';
import type { FindingGrade, FindingRecord } from '../fuzz/fuzz-record.ts';
import { replayLine } from '../fuzz/replay-line.ts';
import { resultLocations, resultSuppressions } from './result-parts.ts';
import { notification, sourceRule, text } from './sarif-document.ts';

/** What a grade makes of a finding. A question has no level: SARIF wants `none` for every kind but `fail`. */
const LEVELS: Readonly<Record<FindingGrade, 'error' | 'warning' | 'note' | 'none'>> = {
  fail: 'error',
  'non-strict': 'warning',
  informational: 'note',
  divergent: 'none',
};

/**
 * A campaign as a run of a SARIF log: a result is a finding, its rule what it breaks (a claim, a section of a standard, a
 * rule of the fuzzer), its place its line in the record file. What a baseline knows is suppressed with its reason; what
 * the bundled reference shares is our bug and left out.
 * @param uri how the record file is called in the results; its path when absent
 */
export function campaignRun(summary: CampaignSummary, uri: string = summary.path): object {
  const { fuzz, end, incomplete, findings, unlisted } = summary;
  const shown = findings.filter(
    ({ finding: { grade, referenceToo } }) => !(grade === 'fail' && referenceToo),
  );
  const rules = [...new Set(shown.map(({ finding }) => ruleOf(finding)))].sort();
  return {
    tool: {
      driver: {
        name: fuzz.tool.name,
        version: fuzz.tool.version,
        rules: rules.map((rule) => sourceRule(rule, fuzz.dialect)),
      },
    },
    invocations: [
      {
        executionSuccessful: incomplete.length === 0,
        commandLine: text(fuzz.command, 1000),
        startTimeUtc: fuzz.startedAt,
        ...(end ? { endTimeUtc: end.finishedAt } : {}),
        toolExecutionNotifications: [
          ...incomplete.map(({ message }) => notification(message)),
          ...(unlisted.length > 0
            ? [notification(`${unlisted.length} more findings are in the record file`)]
            : []),
        ],
      },
    ],
    automationDetails: { id: text(`${fuzz.dialect}/${fuzz.profile}/${fuzz.target.name}/fuzz/`, 300) },
    results: shown.map((one) => result(one, summary, uri)),
    columnKind: 'utf16CodeUnits',
    properties: { seed: fuzz.seed, ...(end ? { cases: end.cases } : {}) },
  };
}

/** What a finding breaks. */
function ruleOf({ source, oracle, rule }: FindingRecord): string {
  return source ?? (oracle === 'differential' ? 'as-reference' : rule);
}

function result(judged: JudgedFinding, summary: CampaignSummary, uri: string): object {
  const { finding, line, verdict, differences } = judged;
  const { id, grade, title, says, operation, oracle, rule, mutations, confirmed } = finding;
  const lines = [
    title,
    ...differences.map((difference) => `not as known: ${difference}`),
    `documentation: ${says.documentation}`,
    `reference: ${says.reference}`,
    `target: ${says.target}`,
    `again with: ${replayLine(id, summary)}`,
  ];
  return {
    ruleId: text(ruleOf(finding), 200),
    kind: grade === 'divergent' ? 'review' : 'fail',
    level: LEVELS[grade],
    message: { text: lines.map((one) => text(one, 500)).join('\n') },
    locations: resultLocations({ uri, line, id, operation }),
    partialFingerprints: { 'bucketproofFinding/v1': id },
    ...resultSuppressions(judged),
    properties: {
      grade,
      oracle,
      rule: text(rule, 200),
      mutations: mutations.map((slug) => text(slug, 100)),
      confirmed: `${confirmed.same} of ${confirmed.of}`,
      verdict,
    },
  };
}
