import type { VerdictOptions } from '../gate-rules.ts';
import { count, duration, list, number } from '../wording.ts';
import { type CampaignRule, type CampaignRuleId, campaignRules } from './campaign-rules.ts';
import type { CampaignSummary } from './campaign-summary.ts';
import { GRADES } from './finding-grades.ts';

/** What a campaign comes to. */
export interface CampaignVerdict {
  /** 0 passed, 1 a finding or an expectation that does not hold, 4 bug of ours, 5 not whole. */
  readonly exitCode: 0 | 1 | 4 | 5;
  /** One sentence with its denominator. */
  readonly sentence: string;
  /** What else has to be known to read it right, a sentence each. */
  readonly notes: readonly string[];
  readonly rules: readonly CampaignRule[];
}

/**
 * What a campaign comes to. Pure. The exit code is that of the first broken rule. What only differs from the reference
 * never breaks the gate.
 */
export function verdictOfCampaign(summary: CampaignSummary, options: VerdictOptions = {}): CampaignVerdict {
  const rules = campaignRules(summary, options);
  const broken = rules.find(({ state }) => state === 'broken');
  return {
    exitCode: broken?.exitCode ?? 0,
    sentence: `${leadOf(summary)}; ${resultOf(summary, rules, broken?.id)}.`,
    notes: notesOf(summary),
    rules,
  };
}

function leadOf({ end, incomplete }: CampaignSummary): string {
  if (!end) return 'Incomplete campaign';
  const sent = `${count(end.cases, 'case')} in ${duration(end.durationMs)}`;
  return incomplete.length > 0 ? `Incomplete campaign: ${sent}` : sent;
}

function resultOf(
  summary: CampaignSummary,
  rules: readonly CampaignRule[],
  broken: CampaignRuleId | undefined,
): string {
  const against = (id: CampaignRuleId): number => rules.find((one) => one.id === id)?.count ?? 0;
  const found = summary.findings.length + summary.unlisted.length;
  switch (broken) {
    case 'no-finding':
    case 'as-known': {
      const n = against('no-finding') + against('as-known');
      const how = summary.baseline ? ' the baseline does not know' : '';
      return `${number(n)} of ${count(found + replaysIn(summary), 'finding')} ${n === 1 ? 'is' : 'are'} wrong in a way${how || ' that a rule forbids'}`;
    }
    case 'nothing-fixed':
      return `nothing new, but ${count(against('nothing-fixed'), 'known finding')} ${against('nothing-fixed') === 1 ? 'is' : 'are'} fixed: the ${against('nothing-fixed') === 1 ? 'entry has' : 'entries have'} to go`;
    case 'entries-current':
    case 'entries-explained':
      return 'nothing new, but entries of the baseline have expired or say no reason';
    case 'reference-sound':
      return `nothing is certain, for the bundled reference shares ${count(against('reference-sound'), 'finding')}, which is our bug`;
    case 'known-judged':
      return `nothing new, but ${count(against('known-judged'), 'known finding')} could not be sent again`;
    case 'complete':
    case 'something-sent':
    case 'nothing-left':
      return found === 0
        ? 'nothing was found so far'
        : `${count(found, 'finding')} so far, none that decides`;
    default: {
      const known = against('nothing-excused');
      if (found + known === 0) return 'nothing was found';
      const said = known === 0 ? '' : `, ${number(known)} known to the baseline`;
      return `${count(found, 'finding')}${said}, none that decides`;
    }
  }
}

function replaysIn({ replayed }: CampaignSummary): number {
  return replayed.filter(({ verdict }) => verdict !== 'ok').length;
}

function notesOf(summary: CampaignSummary): string[] {
  const { counts, end, incomplete, replayed, unlisted, baseline } = summary;
  const notes = incomplete.map(({ message }) => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`);
  const grades = GRADES.filter((grade) => counts[grade] > 0).map((grade) => `${counts[grade]} ${grade}`);
  if (grades.length > 0) notes.push(`Findings by grade: ${list(grades)}.`);
  if (unlisted.length > 0) {
    notes.push(
      `${count(unlisted.length, 'further finding')} in the records only; none of them was held against a baseline.`,
    );
  }
  const again = Object.values(end?.duplicates ?? {}).reduce((sum, times) => sum + times, 0);
  if (again > 0) notes.push(`Findings were seen again ${number(again)} times, on other operations too.`);
  if ((end?.flaky ?? 0) > 0) {
    notes.push(
      `${count(end?.flaky ?? 0, 'suspicion')} did not repeat and ${end?.flaky === 1 ? 'is' : 'are'} not reported.`,
    );
  }
  if (replayed.length > 0) {
    notes.push(
      `${count(replayed.length, 'known finding')} not met by the campaign ${replayed.length === 1 ? 'was' : 'were'} sent again.`,
    );
  }
  const vague = (baseline?.baseline.entries ?? []).filter(({ got }) => got === undefined).length;
  if (vague > 0) {
    notes.push(
      `${count(vague, 'entry', 'entries')} of the baseline ${vague === 1 ? 'does' : 'do'} not say how it is wrong (no got).`,
    );
  }
  return notes;
}
