import { expectationRules } from './baseline/expectation-rules.ts';
import type { CheckDigest } from './check-digest.ts';
import { type GateRule, MAX_IDS } from './gate-rule.ts';
import { CHECK_ERROR, type Level } from './record.ts';
import type { Counts, Summary } from './summary.ts';
import { IMPACTS, LEVEL_WORDS, LEVELS, list } from './wording.ts';

/** What the user wants the gate to be strict about. */
export interface VerdictOptions {
  /** Failures of this level and of stronger ones decide. Default `must`. */
  readonly level?: Level;
  /** Let the gate pass although deciding checks could not be judged. Default false: what nobody saw is not green. */
  readonly allowInconclusive?: boolean;
  /** Let deciding checks that are answered differently than by the reference break the gate. Default false. */
  readonly failDivergent?: boolean;
}

/** The deciding checks of a run, counted. */
export interface Deciding {
  readonly levels: readonly Level[];
  /** `required`, `required and recommended`, or nothing when all levels decide. */
  readonly word: string;
  readonly planned: number;
  /** Checks that came to a result: passed, failed, divergent or flaky. */
  readonly ran: number;
  /** Failures of the target, known ones included. */
  readonly violations: number;
  readonly failedWithReference: number;
  readonly unsteady: number;
  /** Checks that are wrong and have an entry in the baseline. */
  readonly spokenOf: Readonly<Record<'fail' | 'divergent' | 'flaky', number>>;
  readonly counts: Counts;
}

/** Counts the checks whose level decides. */
export function decidingOf(summary: Summary, level: Level): Deciding {
  const levels = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  const of = levels.map((name) => summary.levels[name]);
  const sum = (pick: (one: (typeof of)[number]) => number): number => of.reduce((n, one) => n + pick(one), 0);
  const counts = {
    pass: sum((one) => one.counts.pass),
    fail: sum((one) => one.counts.fail),
    divergent: sum((one) => one.counts.divergent),
    skipped: sum((one) => one.counts.skipped),
    inconclusive: sum((one) => one.counts.inconclusive),
    flaky: sum((one) => one.counts.flaky),
  };
  return {
    levels,
    word: levels.length === LEVELS.length ? '' : list(levels.map((name) => LEVEL_WORDS[name])),
    planned: sum((one) => one.planned),
    ran: ranOf(counts),
    violations: sum((one) => IMPACTS.reduce((n, impact) => n + one.violations[impact], 0)),
    failedWithReference: sum((one) => one.failedWithReference),
    unsteady: sum((one) => one.unsteady),
    spokenOf: {
      fail: sum((one) => one.spokenOf.fail),
      divergent: sum((one) => one.spokenOf.divergent),
      flaky: sum((one) => one.spokenOf.flaky),
    },
    counts,
  };
}

/**
 * The rules of the gate, in the order in which they decide. A violation comes first: it is a fact about the target,
 * whatever else went wrong. Then expectations that do not fit, our own bugs, and what is missing.
 */
export function gateRules(summary: Summary, deciding: Deciding, options: VerdictOptions): GateRule[] {
  const { counts, word, spokenOf } = deciding;
  const checks = word === '' ? 'check' : `${word} check`;
  const unknown = summary.baseline === undefined ? '' : ' that the baseline does not name';
  const inLevels = ({ level }: CheckDigest): boolean => deciding.levels.includes(level);
  const isNew = ({ expectation }: CheckDigest): boolean =>
    expectation === undefined || (expectation.verdict !== 'known' && expectation.differences.length === 0);
  const rule = (
    id: GateRule['id'],
    exitCode: GateRule['exitCode'],
    says: string,
    against: number,
    which: (check: CheckDigest) => boolean,
    decides = true,
  ): GateRule => ({
    id,
    says,
    state: against === 0 ? 'held' : decides ? 'broken' : 'allowed',
    count: against,
    checks: summary.notable
      .filter(which)
      .slice(0, MAX_IDS)
      .map((check) => check.id),
    exitCode,
  });
  const judged = deciding.planned > 0 ? deciding.ran : ranOf(summary.counts);
  const none = (): boolean => false;
  const expectations = expectationRules(summary);
  return [
    rule(
      'conforms',
      1,
      `no ${checks}${unknown} fails`,
      deciding.violations - spokenOf.fail,
      (check) => inLevels(check) && check.outcome === 'fail' && !check.referenceFailed && isNew(check),
    ),
    ...(summary.run.repeat === undefined && counts.flaky === 0
      ? []
      : [
          rule(
            'steady',
            1,
            `no ${checks}${unknown} disagrees with itself when repeated`,
            deciding.unsteady - spokenOf.flaky,
            (check) => inLevels(check) && check.outcome === 'flaky' && !check.referenceFailed && isNew(check),
          ),
        ]),
    ...expectations.differing,
    rule(
      'same-as-reference',
      1,
      `no ${checks}${unknown} is answered differently than by the reference`,
      counts.divergent - spokenOf.divergent,
      (check) => inLevels(check) && check.outcome === 'divergent' && isNew(check),
      options.failDivergent ?? false,
    ),
    ...expectations.outdated,
    rule(
      'checks-sound',
      4,
      'no check broke down for a reason that is not the target\u2019s',
      summary.brokenChecks,
      (check) => check.reason?.code === CHECK_ERROR,
    ),
    rule(
      'reference-sound',
      4,
      'the bundled reference passes every check',
      summary.referenceFailures,
      (check) => check.referenceFailed,
    ),
    rule(
      'complete',
      5,
      'every planned check is recorded and the run reached its end',
      summary.incomplete.length,
      none,
    ),
    rule('something-judged', 5, `at least one ${checks} ran`, judged > 0 ? 0 : 1, none),
    rule(
      'all-judged',
      5,
      `no ${checks} was inconclusive`,
      counts.inconclusive,
      (check) => inLevels(check) && check.outcome === 'inconclusive',
      !(options.allowInconclusive ?? false),
    ),
    ...expectations.excused,
  ];
}

function ranOf(counts: Counts): number {
  return counts.pass + counts.fail + counts.divergent + counts.flaky;
}
