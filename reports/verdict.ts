import type { GateRule } from './gate-rule.ts';
import { type Deciding, decidingOf, gateRules, type VerdictOptions } from './gate-rules.ts';
import type { Summary } from './summary.ts';
import { notesOf } from './verdict-notes.ts';
import { count, list, number } from './wording.ts';

export type { GateRule } from './gate-rule.ts';
export type { VerdictOptions } from './gate-rules.ts';

/**
 * What a run comes to.
 * - `conforms`: every deciding check ran and none fails
 * - `partial`: none fails, but some were skipped, or inconclusive and allowed to be
 * - `known`: deciding checks fail, each in the way the baseline says
 * - `violates`: the target breaks the documentation, in a way no baseline says
 * - `unsteady`: checks disagree with themselves when they are repeated
 * - `outdated`: the baseline does not fit: what it calls wrong is fixed, gone, expired or unexplained
 * - `vanished`: checks of the earlier run are not there
 * - `differs`: it keeps it, but answers differently than the reference, which was asked to matter
 * - `own-bug`: checks break down, or the bundled reference fails its own
 * - `unclear`: deciding checks could not be judged
 * - `incomplete`: the record file does not hold a whole run
 */
export type VerdictState =
  | 'conforms'
  | 'partial'
  | 'known'
  | 'violates'
  | 'unsteady'
  | 'outdated'
  | 'vanished'
  | 'differs'
  | 'own-bug'
  | 'unclear'
  | 'incomplete';

export interface Verdict {
  readonly state: VerdictState;
  /** For the process: 0 passed, 1 violation or expectation that does not hold, 4 bug of ours, 5 incomplete or not judged. */
  readonly exitCode: 0 | 1 | 4 | 5;
  /** One sentence with its denominators. */
  readonly sentence: string;
  /** What else has to be known to read it right, a sentence each. */
  readonly notes: readonly string[];
  readonly rules: readonly GateRule[];
}

/**
 * What a run comes to. Pure.
 *
 * The exit code is that of the first broken rule. A violation outranks everything: it was seen, whether or not the rest
 * of the run is sound. A failure that the bundled reference shares is not a violation but a bug of ours. A deciding
 * check that could not be judged breaks the gate, for a target that answers every request with an overload error must
 * not look healthy; `allowInconclusive` says otherwise. Skipped checks never break it, and never count as run.
 */
export function verdictOf(summary: Summary, options: VerdictOptions = {}): Verdict {
  const deciding = decidingOf(summary, options.level ?? 'must');
  const rules = gateRules(summary, deciding, options);
  const broken = rules.find(({ state }) => state === 'broken');
  const state = stateOf(broken, deciding, summary);
  return {
    state,
    exitCode: broken?.exitCode ?? 0,
    sentence: sentenceOf(state, summary, deciding, rules),
    notes: notesOf(summary, deciding),
    rules,
  };
}

function stateOf(broken: GateRule | undefined, deciding: Deciding, summary: Summary): VerdictState {
  switch (broken?.id) {
    case 'conforms':
    case 'as-known':
      return 'violates';
    case 'steady':
      return 'unsteady';
    case 'nothing-fixed':
    case 'entries-match':
    case 'entries-current':
    case 'entries-explained':
      return 'outdated';
    case 'nothing-vanished':
      return 'vanished';
    case 'same-as-reference':
      return 'differs';
    case 'checks-sound':
    case 'reference-sound':
      return 'own-bug';
    case 'complete':
    case 'something-judged':
      return 'incomplete';
    case 'all-judged':
      return 'unclear';
    case 'nothing-excused':
    case undefined:
      if (deciding.violations > 0 && summary.baseline !== undefined) return 'known';
      return deciding.ran === deciding.planned ? 'conforms' : 'partial';
  }
}

function sentenceOf(
  state: VerdictState,
  summary: Summary,
  deciding: Deciding,
  rules: readonly GateRule[],
): string {
  const { counts, planned, ran, violations, word } = deciding;
  const against = (id: GateRule['id']): number => rules.find((rule) => rule.id === id)?.count ?? 0;
  const checks = `${word === '' ? '' : `${word} `}checks`;
  const denominator =
    planned === 0 ? `No ${checks} were selected` : `${number(ran)} of ${number(planned)} ${checks} ran`;
  const lead = summary.incomplete.length > 0 ? `Incomplete run: ${lower(denominator)}` : denominator;
  return `${lead}; ${findingOf(state)}.`;

  function findingOf(of: VerdictState): string {
    switch (of) {
      case 'violates': {
        if (summary.baseline === undefined) {
          return `${number(violations)} ${violations === 1 ? 'violates' : 'violate'} the documentation`;
        }
        const n = against('conforms') + against('as-known');
        return `${number(n)} ${n === 1 ? 'is' : 'are'} wrong in a way the baseline does not know`;
      }
      case 'unsteady': {
        const n = against('steady');
        return `none fails every time, but ${number(n)} came out differently when repeated`;
      }
      case 'outdated':
        return `no new violation, but the baseline does not fit any more: ${outdatedOf(against)}`;
      case 'vanished':
        return `no new violation, but ${count(against('nothing-vanished'), 'check')} of the earlier run ${against('nothing-vanished') === 1 ? 'is' : 'are'} missing`;
      case 'known':
        return `${number(violations)} ${violations === 1 ? 'violates' : 'violate'} the documentation, all of them known to the baseline`;
      case 'differs':
        return `none violates the documentation, but ${number(counts.divergent)} ${counts.divergent === 1 ? 'is' : 'are'} answered differently than by the reference`;
      case 'own-bug':
        return `no violation is certain, for ${list(ownBugs(summary))}, which is our bug`;
      case 'unclear':
        return `none violates the documentation, but ${number(counts.inconclusive)} could not be judged`;
      case 'incomplete':
        return ran === 0 ? 'nothing is known about the target' : 'none violates the documentation so far';
      case 'partial':
        return `all that ran conform to the documentation${restOf(deciding)}`;
      case 'conforms':
        return planned === 0 ? othersOf(summary, deciding) : 'all conform to the documentation';
    }
  }
}

/** What is wrong with us and not with the target. */
function ownBugs({ brokenChecks, referenceFailures }: Summary): string[] {
  return [
    ...(brokenChecks > 0 ? [`${count(brokenChecks, 'check')} broke down`] : []),
    ...(referenceFailures > 0 ? [`the bundled reference fails ${count(referenceFailures, 'check')}`] : []),
  ];
}

/** `1 expected failure is fixed and 2 entries match no check` */
function outdatedOf(against: (id: GateRule['id']) => number): string {
  const said = (id: GateRule['id'], one: string, many: string): string[] => {
    const n = against(id);
    return n === 0 ? [] : [`${number(n)} ${n === 1 ? one : many}`];
  };
  return list([
    ...said('nothing-fixed', 'check is fixed', 'checks are fixed'),
    ...said('entries-match', 'entry matches no check', 'entries match no check'),
    ...said('entries-current', 'entry has expired', 'entries have expired'),
    ...said('entries-explained', 'entry has no reason yet', 'entries have no reason yet'),
  ]);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `, 18 were skipped and 2 could not be judged` */
function restOf({ counts }: Deciding): string {
  const parts = [];
  if (counts.skipped > 0)
    parts.push(`${number(counts.skipped)} ${counts.skipped === 1 ? 'was' : 'were'} skipped`);
  if (counts.inconclusive > 0) parts.push(`${number(counts.inconclusive)} could not be judged`);
  return parts.length === 0 ? '' : `, ${list(parts)}`;
}

/** For a run of nothing but checks that do not decide. */
function othersOf(summary: Summary, deciding: Deciding): string {
  const { pass, fail, divergent } = summary.counts;
  const planned = summary.run.planned.checks - deciding.planned;
  return `${number(pass + fail + divergent)} of ${number(planned)} other checks ran, ${number(fail)} failed`;
}
