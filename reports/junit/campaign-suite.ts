import type { CaseState } from '../case-state.ts';
import { clip } from '../escape.ts';
import type { CampaignSummary, JudgedFinding } from '../fuzz/campaign-summary.ts';
import type { CampaignVerdict } from '../fuzz/campaign-verdict.ts';
import { addCase, emptySuite, plainCase, type Suite, type SuiteAbout, suiteText } from './suite.ts';
import { element, tag } from './xml.ts';

/** A campaign as a suite: one case for each finding, one for the campaign, and one for each rule broken without either. */
export function campaignSuite(summary: CampaignSummary, verdict: CampaignVerdict): Suite {
  const { fuzz, findings, end } = summary;
  const suite = emptySuite(`fuzzing ${fuzz.dialect} ${fuzz.profile}`);
  const broken = verdict.rules.filter(({ state }) => state === 'broken');
  const deciding = new Set(broken.flatMap(({ checks }) => checks));
  const shown = new Set(findings.map(({ finding }) => finding.id));
  for (const one of findings) {
    addCase(suite, 0, stateOf(one, deciding.has(one.finding.id)), (content) => findingCase(one, content));
  }
  for (const { id, says, count, checks, details = [] } of broken) {
    if (checks.length > 0 && checks.every((check) => shown.has(check))) continue;
    const message = `not so: ${says} (${count} against)`;
    addCase(suite, 0, { kind: 'error', type: id, message, text: details.join('\n') }, (content) =>
      plainCase(id, content),
    );
  }
  // A campaign that found nothing is a case all the same: an empty suite is taken for one that did not run.
  addCase(suite, end?.durationMs ?? 0, { kind: 'passed' }, (content) => plainCase('campaign', content));
  return suite;
}

/** What a suite of a campaign says of where it comes from. */
export function campaignAbout({ fuzz, end }: CampaignSummary): SuiteAbout {
  return {
    startedAt: fuzz.startedAt,
    target: fuzz.target.name,
    facts: [
      ['target', fuzz.target.endpoint],
      ['dialect', fuzz.dialect],
      ['profile', fuzz.profile],
      ['seed', String(fuzz.seed)],
      ['command', fuzz.command],
      ['cases', String(end?.cases ?? 'unknown')],
      ['finished', end?.finishedAt ?? 'no'],
    ],
  };
}

/** Campaigns alone as JUnit XML, in pieces. */
export function* campaignsJunit(
  campaigns: readonly { readonly summary: CampaignSummary; readonly verdict: CampaignVerdict }[],
): Generator<string> {
  const made = campaigns.map(({ summary, verdict }) => ({
    suite: campaignSuite(summary, verdict),
    about: campaignAbout(summary),
  }));
  const sum = (of: (suite: Suite) => number): number => made.reduce((n, { suite }) => n + of(suite), 0);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield tag('testsuites', {
    name: 'fuzzing',
    tests: sum(({ tests }) => tests),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
    time: (sum(({ durationMs }) => durationMs) / 1000).toFixed(3),
  });
  for (const { suite, about } of made) yield* suiteText(suite, about);
  yield '</testsuites>\n';
}

function stateOf({ finding, verdict, differences, entry }: JudgedFinding, decides: boolean): CaseState {
  const { grade, says, source, title, oracle } = finding;
  const text = [
    title,
    `documentation: ${says.documentation}${source === undefined ? '' : ` (${source})`}`,
    `reference: ${says.reference}`,
    `target: ${says.target}`,
  ].join('\n');
  if (verdict === 'known') return { kind: 'skipped', message: `known: ${entry?.reason ?? ''}` };
  if (verdict === 'incomplete') {
    return { kind: 'error', type: 'own-bug', message: 'the bundled reference has the same problem', text };
  }
  if (!decides)
    return { kind: 'skipped', message: `${grade}: ${says.target}, the reference ${says.reference}` };
  const message =
    verdict === 'fixed'
      ? `fixed: the baseline says ${entry?.expect ?? ''}`
      : differences.length > 0
        ? `not as known: ${differences.join('; ')}`
        : `expected ${says.documentation}, got ${says.target}`;
  return { kind: 'failure', type: oracle, message, text };
}

function findingCase({ finding }: JudgedFinding, content: string): string {
  const { id, operation, title, grade, oracle, rule, source, mutations, confirmed } = finding;
  const properties = [
    ['id', id],
    ['title', clip(title, 300)],
    ['grade', grade],
    ['oracle', oracle],
    ['rule', clip(rule, 100)],
    ...(source === undefined ? [] : [['source', clip(source, 200)]]),
    ...mutations.slice(0, 10).map((slug) => ['mutation', clip(slug, 100)]),
    ['confirmed', `${confirmed.same} of ${confirmed.of}`],
  ].map(([name = '', value = '']) => element('property', { name, value }));
  const attributes = { name: id, classname: clip(operation, 200), time: '0.000' };
  return `${tag('testcase', attributes)}<properties>\n${properties.join('')}</properties>\n${content}</testcase>\n`;
}
