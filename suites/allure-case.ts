import * as allure from 'allure-js-commons';
import type { RunConfig } from '../harness/runner/run-config.ts';
import type { CaseState } from '../reports/case-state.ts';
import { escapeMarkdown, escapeTerminal } from '../reports/escape.ts';
import type { CheckRecord, Impact } from '../reports/record.ts';
import { exchangeText } from '../reports/wire/exchange-text.ts';

const SEVERITIES: Readonly<Record<Impact, allure.Severity>> = {
  'data-loss': 'blocker' as allure.Severity.BLOCKER,
  security: 'critical' as allure.Severity.CRITICAL,
  'breaks-clients': 'normal' as allure.Severity.NORMAL,
  cosmetic: 'minor' as allure.Severity.MINOR,
};

/**
 * Tells Allure what a test of ours is: its history is that of the check, its links are the claims of the documentation,
 * its severity is the impact. Checks with something to look at get their exchanges as an attachment; those that passed
 * do not, for there are thousands of them.
 */
export async function describeInAllure(
  record: CheckRecord,
  state: CaseState,
  config: RunConfig,
): Promise<void> {
  const { id, title, operationTitle, claims, impact, level, outcome, attempts } = record;
  await allure.historyId(id);
  await allure.testCaseId(id);
  await allure.displayName(escapeTerminal(title));
  await allure.severity(SEVERITIES[impact]);
  await allure.labels(
    { name: allure.LabelName.EPIC, value: `${config.target.dialect} ${config.selection.profile}` },
    { name: allure.LabelName.FEATURE, value: operationTitle },
    { name: allure.LabelName.TAG, value: level },
    { name: 'outcome', value: outcome },
  );
  await allure.parameter('check', id, { excluded: true });
  await allure.parameter('attempts', String(attempts), { excluded: true });
  // Allure shows no message of a skipped test.
  if (state.kind === 'skipped') await allure.description(escapeMarkdown(state.message));
  for (const claim of claims) await allure.link(`urn:bucketproof:claim:${claim}`, claim, 'claim');
  if (outcome === 'pass' || record.transcripts.target.length === 0) return;
  await allure.attachment('exchanges', `${exchangeText(record).join('\n')}\n`, 'text/plain');
}
