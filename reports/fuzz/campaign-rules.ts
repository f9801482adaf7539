import type { BaselineEntry } from '../baseline/baseline.ts';
import { type GateRule, MAX_IDS } from '../gate-rule.ts';
import type { VerdictOptions } from '../gate-rules.ts';
import { LEVELS } from '../wording.ts';
import type { CampaignSummary, JudgedFinding, JudgedReplay } from './campaign-summary.ts';
import { GRADES } from './finding-grades.ts';
import type { FindingGrade } from './fuzz-record.ts';

/** Rules about a campaign. */
export type CampaignRuleId =
  | 'no-finding'
  | 'as-known'
  | 'not-deciding'
  | 'same-as-reference'
  | 'nothing-fixed'
  | 'entries-met'
  | 'entries-current'
  | 'entries-explained'
  | 'reference-sound'
  | 'complete'
  | 'something-sent'
  | 'known-judged'
  | 'nothing-left'
  | 'nothing-excused';

export type CampaignRule = GateRule<CampaignRuleId>;

/** The grades that decide at a level: a must fails, a should is non-strict, a may is informational. Never `divergent`. */
export function decidingGrades(level: VerdictOptions['level'] = 'must'): readonly FindingGrade[] {
  return GRADES.slice(0, LEVELS.indexOf(level) + 1);
}

interface Against {
  readonly id: string;
  readonly detail?: string;
}

/** Every rule about a campaign, held or not, in the order in which they decide. Pure. */
export function campaignRules(summary: CampaignSummary, options: VerdictOptions = {}): CampaignRule[] {
  const { baseline, findings, unlisted, replayed, incomplete, end } = summary;
  const deciding = decidingGrades(options.level);
  const grades = deciding.join(', ');
  const unknown = baseline ? ' that the baseline does not name' : '';
  const rule = (
    id: CampaignRuleId,
    says: string,
    against: readonly Against[],
    { decides = true, exitCode = 1 }: { readonly decides?: boolean; readonly exitCode?: 1 | 4 | 5 } = {},
  ): CampaignRule => ({
    id,
    says,
    state: against.length === 0 ? 'held' : decides ? 'broken' : 'allowed',
    count: against.length,
    checks: against.slice(0, MAX_IDS).map((one) => one.id),
    details: against
      .slice(0, MAX_IDS)
      .map(({ id: name, detail }) => (detail === undefined ? name : `${name}: ${detail}`)),
    exitCode,
  });
  const allowed = { decides: false } as const;
  const file = baseline?.baseline.file ?? '';
  const place = ({ line, id }: BaselineEntry): string => `${file}:${line} ${id}`;
  // Too many to hold each against the baseline: they count as unknown.
  const rest = unlisted.filter(({ grade, referenceToo }) => !(grade === 'fail' && referenceToo));
  const isNew = ({ verdict, differences }: JudgedFinding): boolean =>
    verdict === 'regression' && differences.length === 0;
  const fresh = [
    ...findings.filter(isNew).map(({ finding }) => ({ ...finding, detail: finding.title })),
    ...rest.map((one) => ({ ...one, detail: 'one of very many' })),
  ];
  const known = all(findings, replayed).filter(({ verdict }) => verdict === 'known');
  return [
    rule(
      'no-finding',
      `no finding of grade ${grades}${unknown}`,
      fresh.filter(({ grade }) => deciding.includes(grade)),
    ),
    ...(baseline
      ? [
          rule(
            'as-known',
            'what is known to be wrong is wrong in the known way',
            all(findings, replayed)
              .filter(({ verdict, differences }) => verdict === 'regression' && differences.length > 0)
              .map(({ id, differences, entry }) => ({
                id,
                detail: `${differences.join('; ')}${at(file, entry)}`,
              })),
          ),
        ]
      : []),
    rule(
      'not-deciding',
      `no finding of a grade that does not decide${unknown}`,
      fresh.filter(({ grade }) => grade !== 'divergent' && !deciding.includes(grade)),
      allowed,
    ),
    rule(
      'same-as-reference',
      `no finding that only differs from the reference${unknown}`,
      findings
        .filter(({ finding, verdict }) => finding.grade === 'divergent' && verdict === 'ok')
        .map(({ finding }) => ({ id: finding.id, detail: finding.title })),
      allowed,
    ),
    ...(baseline
      ? [
          rule(
            'nothing-fixed',
            'nothing that the baseline calls wrong has been fixed',
            all(findings, replayed)
              .filter(({ verdict }) => verdict === 'fixed')
              .map(({ id, entry }) => ({
                id,
                detail: `not ${entry?.expect ?? ''} any more${at(file, entry)}`,
              })),
          ),
          rule(
            'entries-met',
            'every finding that the baseline names was met, or sent again from its case',
            baseline.unmet.map((entry) => ({
              id: place(entry),
              detail: 'neither was it sent again, for want of its case or of a reference',
            })),
            allowed,
          ),
          rule(
            'entries-current',
            'no entry of the baseline has expired',
            baseline.expired.map((entry) => ({ id: place(entry), detail: `expired after ${entry.expires}` })),
          ),
          rule(
            'entries-explained',
            'every entry of the baseline says why',
            baseline.unexplained.map((entry) => ({
              id: place(entry),
              detail: 'the reason is still to be written',
            })),
          ),
        ]
      : []),
    rule(
      'reference-sound',
      'the bundled reference shares no finding of grade fail',
      [...findings.map(({ finding }) => finding), ...unlisted]
        .filter(({ grade, referenceToo }) => grade === 'fail' && referenceToo)
        .map(({ id }) => ({ id })),
      { exitCode: 4 },
    ),
    rule(
      'complete',
      'the campaign reached its end',
      incomplete.map(({ message }) => ({ id: message })),
      { exitCode: 5 },
    ),
    rule(
      'something-sent',
      'at least one case was answered',
      end && answered(end.outcomes) === 0 ? [{ id: 'no case came to the target' }] : [],
      { exitCode: 5 },
    ),
    ...(baseline
      ? [
          rule(
            'known-judged',
            'every known finding with a case could be sent again',
            replayed
              .filter(({ verdict }) => verdict === 'incomplete')
              .map(({ replayed: { id, note } }) => ({ id, detail: note })),
            { exitCode: 5, decides: !(options.allowInconclusive ?? false) },
          ),
        ]
      : []),
    rule(
      'nothing-left',
      'nothing of the campaign is left on the target',
      (end?.leftBehind ?? []).map((what) => ({ id: what })),
      { exitCode: 5 },
    ),
    ...(baseline
      ? [
          rule(
            'nothing-excused',
            'no finding is excused by the baseline',
            known.map(({ id, entry }) => ({ id, detail: entry?.reason ?? '' })),
            allowed,
          ),
        ]
      : []),
  ];
}

interface Judged extends Pick<JudgedFinding, 'verdict' | 'differences' | 'entry'> {
  readonly id: string;
}

function all(findings: readonly JudgedFinding[], replayed: readonly JudgedReplay[]): Judged[] {
  return [
    ...findings.map(({ finding, ...rest }) => ({ ...rest, id: finding.id })),
    ...replayed.map(({ replayed: { id }, ...rest }) => ({ ...rest, id })),
  ];
}

function at(file: string, entry: BaselineEntry | undefined): string {
  return entry === undefined ? '' : ` (${file}:${entry.line})`;
}

/** Cases to which the target said anything, if only by its silence. */
function answered(outcomes: Readonly<Record<string, number>>): number {
  return Object.entries(outcomes)
    .filter(([kind]) => kind !== 'not-delivered' && kind !== 'infrastructure')
    .reduce((sum, [, count]) => sum + count, 0);
}
