import { annotation } from '../github-annotations.ts';
import type { CampaignSummary } from './campaign-summary.ts';
import type { CampaignVerdict } from './campaign-verdict.ts';

/** GitHub shows no more of a kind in one step. */
const MAX_ANNOTATIONS = 10;

/**
 * Workflow commands that make GitHub Actions show what broke the gate of a campaign, one a line. Everything a target
 * said is escaped: no other command and no line break comes of it.
 */
export function campaignAnnotations(summary: CampaignSummary, verdict: CampaignVerdict): string {
  const broken = verdict.rules.filter(({ state }) => state === 'broken');
  const ids = new Set(broken.flatMap(({ checks }) => checks));
  const shown = summary.findings.filter(({ finding }) => ids.has(finding.id)).slice(0, MAX_ANNOTATIONS - 1);
  const named = new Set(shown.map(({ finding }) => finding.id));
  const lines = [
    verdict.exitCode === 0
      ? annotation('notice', 'Gate passed', verdict.sentence)
      : annotation('error', `Gate not passed (exit code ${verdict.exitCode})`, verdict.sentence),
    ...shown.map(({ finding: { id, grade, title, says, source }, differences }) =>
      annotation(
        'error',
        `${id}: ${grade}`,
        title,
        ...(source === undefined ? [] : [`by ${source}`]),
        ...differences.map((difference) => `not as known: ${difference}`),
        `documentation: ${says.documentation}`,
        `reference: ${says.reference}`,
        `target: ${says.target}`,
      ),
    ),
    ...broken.flatMap(({ says, details = [], checks }) =>
      details.length === 0 || (checks.length > 0 && checks.every((id) => named.has(id)))
        ? []
        : [annotation('error', `Not so: ${says}`, ...details.slice(0, 20))],
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
