import { severity } from '../claim-groups.ts';
import type { Outcome } from '../record.ts';
import type { IndexedCheck, RunIndex } from './run-index.ts';

/** One check in two runs. */
export interface ChangedCheck {
  readonly id: string;
  readonly title: string;
  readonly level: IndexedCheck['level'];
  readonly impact: IndexedCheck['impact'];
  readonly before?: Outcome;
  readonly after?: Outcome;
  /** For a failure that is another one now: what was wrong before and after. */
  readonly note?: string;
}

/** The groups of a difference, in the order in which they matter. */
export const DIFFERENCES = [
  'regressed',
  'newlyFailing',
  'failsDifferently',
  'vanished',
  'inconclusive',
  'divergent',
  'fixed',
  'added',
  'notRun',
] as const;

export type DifferenceKind = (typeof DIFFERENCES)[number];

/** How two runs differ, check by check. Worst first within each group. */
export interface RunDifference {
  readonly before: RunIndex['run'];
  readonly after: RunIndex['run'];
  /** Under two catalogues only checks that are the same in both are compared; what came and went is the catalogue. */
  readonly sameCatalogue: boolean;
  /** False when one of the runs is not whole: what is missing there is not known to have vanished. */
  readonly complete: boolean;
  readonly groups: Readonly<Record<DifferenceKind, readonly ChangedCheck[]>>;
  /** Checks of both that ask something else now, and are not compared. */
  readonly redefined: readonly ChangedCheck[];
  /** Failing in both, the same way. */
  readonly stillFailing: number;
  readonly unchanged: number;
}

/** What each group means, for people. */
const DIFFERENCE_WORDS: Readonly<Record<DifferenceKind, string>> = {
  regressed: 'regressed: failed now, did not before',
  newlyFailing: 'newly failing: not in the earlier run',
  failsDifferently: 'fails differently than before',
  vanished: 'vanished: not in this run',
  inconclusive: 'could not be judged, was before',
  divergent: 'differs from the reference now',
  fixed: 'fixed',
  added: 'new',
  notRun: 'skipped now, ran before',
};

/** True for groups that make a run worse than the one before. */
export function isWorse(kind: DifferenceKind): boolean {
  return ['regressed', 'newlyFailing', 'failsDifferently', 'vanished'].includes(kind);
}

/** What a group of a difference means, for people. */
export function differenceTitle(
  kind: DifferenceKind,
  { sameCatalogue }: Pick<RunDifference, 'sameCatalogue'>,
): string {
  if (sameCatalogue) return DIFFERENCE_WORDS[kind];
  if (kind === 'vanished') return 'gone with the catalogue';
  return kind === 'added' ? 'new with the catalogue' : DIFFERENCE_WORDS[kind];
}

/** The outcome whose colour and mark a group has. */
export function differenceLook(
  kind: DifferenceKind,
  { sameCatalogue }: Pick<RunDifference, 'sameCatalogue'>,
): Outcome {
  if (kind === 'vanished' && !sameCatalogue) return 'skipped';
  if (isWorse(kind)) return 'fail';
  if (kind === 'fixed') return 'pass';
  return kind === 'inconclusive' || kind === 'divergent' ? kind : 'skipped';
}

/** How the second run differs from the first. Pure. */
export function diffRuns(before: RunIndex, after: RunIndex): RunDifference {
  const sameCatalogue =
    before.run.catalogue === after.run.catalogue && before.run.dialect === after.run.dialect;
  const groups: Record<DifferenceKind, ChangedCheck[]> = {
    regressed: [],
    newlyFailing: [],
    failsDifferently: [],
    vanished: [],
    inconclusive: [],
    divergent: [],
    fixed: [],
    added: [],
    notRun: [],
  };
  const redefined: ChangedCheck[] = [];
  let stillFailing = 0;
  let unchanged = 0;
  for (const check of after.checks.values()) {
    const old = before.checks.get(check.id);
    if (old === undefined) {
      const { selection, shard } = before.run;
      // What an earlier run of selected checks does not have is not new.
      if (selection !== undefined || shard !== undefined) continue;
      groups[failsBadly(check) && sameCatalogue ? 'newlyFailing' : 'added'].push(change(undefined, check));
    } else if (old.definition !== check.definition) redefined.push(change(old, check));
    else {
      const kind = kindOf(old, check);
      if (kind !== undefined) groups[kind].push(change(old, check));
      else {
        unchanged += 1;
        if (failsBadly(check)) stillFailing += 1;
      }
    }
  }
  const { selection, shard } = after.run;
  if (selection === undefined && shard === undefined) {
    for (const old of before.checks.values()) {
      if (!after.checks.has(old.id)) groups.vanished.push(change(old, undefined));
    }
  }
  for (const group of Object.values(groups))
    group.sort((a, b) => severity(a) - severity(b) || (a.id < b.id ? -1 : 1));
  const complete = before.complete && after.complete;
  return {
    before: before.run,
    after: after.run,
    sameCatalogue,
    complete,
    groups,
    redefined,
    stillFailing,
    unchanged,
  };
}

/** Whether the difference says that the target got worse. Checks that came or went with the catalogue do not. */
export function gotWorse({ groups, sameCatalogue }: RunDifference): boolean {
  return DIFFERENCES.some(
    (kind) => isWorse(kind) && (kind !== 'vanished' || sameCatalogue) && groups[kind].length > 0,
  );
}

function kindOf(old: IndexedCheck, check: IndexedCheck): DifferenceKind | undefined {
  const [was, is] = [failsBadly(old), failsBadly(check)];
  if (is && was) return old.signature === check.signature ? undefined : 'failsDifferently';
  if (is) return 'regressed';
  if (check.outcome === old.outcome) return undefined;
  switch (check.outcome) {
    case 'inconclusive':
      return 'inconclusive';
    case 'skipped':
      return 'notRun';
    default:
      if (was) return 'fixed';
      return check.outcome === 'divergent' && old.outcome === 'pass' ? 'divergent' : undefined;
  }
}

/** A failure of the target's own, some of the time or always. */
function failsBadly({ outcome, referenceFailed }: IndexedCheck): boolean {
  return (outcome === 'fail' || outcome === 'flaky') && !referenceFailed;
}

function change(before: IndexedCheck | undefined, after: IndexedCheck | undefined): ChangedCheck {
  const one = after ?? before;
  if (one === undefined) throw new Error('a change of no check');
  const { id, title, level, impact } = one;
  const isOther =
    before !== undefined && after !== undefined && failsBadly(after) && before.signature !== after.signature;
  return {
    id,
    title,
    level,
    impact,
    ...(before === undefined ? {} : { before: before.outcome }),
    ...(after === undefined ? {} : { after: after.outcome }),
    ...(isOther ? { note: `${before.signature || 'nothing wrong'} → ${after.signature}` } : {}),
  };
}
