import { clip, escapeMarkdown, markdownCode } from '../escape.ts';
import { fitBlocks } from '../markdown-blocks.ts';
import { number, utc } from '../wording.ts';
import { decidingOutcome, FINDING_MARKS } from './campaign-looks.ts';
import type { CampaignSummary, JudgedFinding } from './campaign-summary.ts';
import type { CampaignVerdict } from './campaign-verdict.ts';
import { replayLine } from './replay-line.ts';

export interface CampaignMarkdownOptions {
  /** Most characters of the result; default 60,000. */
  readonly maxLength?: number;
}

const MARKS = { held: '✓', broken: '✗', allowed: '~' } as const;
const MAX_FINDINGS = 50;
const MAX_VALUE = 300;

/**
 * A campaign as GitHub-flavoured Markdown. Everything a target said is escaped: no markup, mention, link or issue number
 * comes of it. What does not fit is counted at the end.
 */
export function campaignMarkdown(
  summary: CampaignSummary,
  verdict: CampaignVerdict,
  { maxLength = 60_000 }: CampaignMarkdownOptions = {},
): string {
  const { fuzz, findings, replayed } = summary;
  const again = replayed.filter(({ verdict: of }) => of !== 'ok');
  const blocks = [
    `## Fuzzing: ${escapeMarkdown(verdict.sentence)}`,
    [
      `**${escapeMarkdown(clip(fuzz.target.name, MAX_VALUE))}** at ${code(fuzz.target.endpoint)}`,
      `${escapeMarkdown(fuzz.dialect)} ${escapeMarkdown(fuzz.profile)}`,
      utc(fuzz.startedAt),
      `again with ${code(fuzz.command, 400)}`,
    ].join(' · '),
    ...(verdict.notes.length === 0
      ? []
      : [verdict.notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n')]),
    gateBlock(verdict),
    ...(findings.length > 0
      ? [
          `### Findings (${number(findings.length)})`,
          ...findings.slice(0, MAX_FINDINGS).map((one) => findingBlock(one, summary)),
        ]
      : []),
    ...(findings.length > MAX_FINDINGS
      ? [`… and ${number(findings.length - MAX_FINDINGS)} more; the records have all of them.`]
      : []),
    ...(again.length > 0
      ? [
          '### Known findings that were sent again',
          again
            .map(
              ({ replayed: { id, state, same, of, title }, verdict: judged }) =>
                `- ${code(id)} ${state} ${same} of ${of}, ${judged}: ${escapeMarkdown(clip(title, MAX_VALUE))}`,
            )
            .join('\n'),
        ]
      : []),
  ];
  return fitBlocks(blocks, maxLength);
}

function gateBlock(verdict: CampaignVerdict): string {
  const heading = verdict.exitCode === 0 ? 'Gate passed' : `Gate not passed (exit code ${verdict.exitCode})`;
  const rules = verdict.rules.map(({ state, says, count }) => {
    const n = count === 0 ? '' : `: ${number(count)}`;
    return `- ${MARKS[state]} ${escapeMarkdown(says)}${n}${state === 'allowed' ? ' (allowed)' : ''}`;
  });
  return [`**${heading}**`, '', ...rules].join('\n');
}

function findingBlock(judged: JudgedFinding, summary: CampaignSummary): string {
  const { finding, differences, entry } = judged;
  const { id, grade, title, source, says, confirmed, referenceToo } = finding;
  return [
    `- ${FINDING_MARKS[decidingOutcome(judged)]} ${code(id)} **${grade}** ${escapeMarkdown(clip(title, MAX_VALUE))}`,
    `  - documentation: ${escapeMarkdown(clip(says.documentation, MAX_VALUE))}${source === undefined ? '' : ` (${escapeMarkdown(clip(source, 120))})`}`,
    `  - reference: ${code(says.reference)}${referenceToo ? ', which has the same problem' : ''}`,
    `  - target: ${code(says.target)}, ${confirmed.same} of ${confirmed.of} times`,
    ...(entry === undefined ? [] : [`  - known: ${escapeMarkdown(clip(entry.reason, MAX_VALUE))}`]),
    ...differences.map((difference) => `  - not as known: ${code(difference)}`),
    `  - ${code(replayLine(id, summary), 400)}`,
  ].join('\n');
}

function code(text: string, max = MAX_VALUE): string {
  return markdownCode(clip(text, max));
}
