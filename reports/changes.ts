import type { BaselineEntry } from './baseline/baseline.ts';
import type { ExpectedCheck } from './baseline/baseline-summary.ts';
import { type ChangedCheck, DIFFERENCES, differenceLook, differenceTitle } from './diff/diff-runs.ts';
import type { Outcome } from './record.ts';
import type { Summary } from './summary.ts';
import { count } from './wording.ts';

/** One line of a difference. */
export interface Change {
  /** The check, or the place of the entry in the baseline. */
  readonly subject: string;
  /** Id of a check of this run, to link to; absent when there is none. */
  readonly check?: string;
  readonly text: string;
}

/** Changes of one kind. */
export interface ChangeGroup {
  readonly title: string;
  readonly count: number;
  /** The first of them. */
  readonly changes: readonly Change[];
  /** The outcome whose colour it has. */
  readonly look: Outcome;
}

/** What is different from what was known: from the baseline, from an earlier run. */
export interface Changes {
  /** What is compared with, a sentence each; empty when there is nothing to compare with. */
  readonly comparedWith: readonly string[];
  /** Without empty groups, those that matter most first. */
  readonly groups: readonly ChangeGroup[];
}

/** The difference a report opens on. Pure. */
export function changesOf(summary: Summary): Changes {
  const fromBaseline = baselineGroups(summary);
  const fromEarlier = earlierGroups(summary);
  const { baseline, difference } = summary;
  const comparedWith: string[] = [];
  if (baseline !== undefined) {
    const { file, entries } = baseline.baseline;
    comparedWith.push(`the baseline ${file} (${count(entries.length, 'entry', 'entries')})`);
  }
  if (difference !== undefined) {
    const { before } = difference;
    comparedWith.push(`the run of ${before.startedAt} against ${before.target.name}`);
  }
  const groups = [...fromBaseline, ...fromEarlier].filter((group) => group.count > 0);
  return { comparedWith, groups };
}

function baselineGroups({ baseline, notable }: Summary): ChangeGroup[] {
  if (baseline === undefined) return [];
  const { file } = baseline.baseline;
  const unknown = notable.filter(
    ({ outcome, referenceFailed, expectation }) =>
      (outcome === 'fail' || outcome === 'flaky') &&
      !referenceFailed &&
      expectation?.verdict === 'regression' &&
      expectation.differences.length === 0,
  );
  const entries = (
    title: string,
    of: readonly BaselineEntry[],
    text: (entry: BaselineEntry) => string,
  ): ChangeGroup => ({
    title,
    count: of.length,
    changes: of.map((entry) => ({ subject: `${file}:${entry.line}`, text: `${entry.id}${text(entry)}` })),
    look: 'fail',
  });
  const checks = (
    title: string,
    listed: { readonly count: number; readonly first: readonly ExpectedCheck[] },
    text: (check: ExpectedCheck) => string,
    look: Outcome,
  ): ChangeGroup => ({
    title,
    count: listed.count,
    changes: listed.first.map((check) => ({ subject: check.id, check: check.id, text: text(check) })),
    look,
  });
  return [
    {
      title: 'wrong, and the baseline does not say so',
      count: unknown.length,
      changes: unknown.map(({ id, title }) => ({ subject: id, check: id, text: title })),
      look: 'fail',
    },
    checks(
      'wrong in another way than the baseline says',
      baseline.different,
      ({ differences }) => differences.join('; '),
      'fail',
    ),
    checks(
      'fixed: the entry has to go',
      baseline.fixed,
      ({ entry }) => `${file}:${entry.line} says ${entry.expect}`,
      'pass',
    ),
    ...(baseline.full ? [entries('entries that match no check', baseline.unmatched, () => '')] : []),
    entries('expired entries', baseline.expired, ({ expires }) => ` expired after ${expires}`),
    entries('entries without a reason', baseline.unexplained, () => ''),
    checks('wrong as known', baseline.known, ({ entry }) => entry.reason, 'skipped'),
  ];
}

function earlierGroups({ difference }: Summary): ChangeGroup[] {
  if (difference === undefined) return [];
  const { groups, redefined } = difference;
  const changes = (of: readonly ChangedCheck[]): Change[] =>
    of.map(({ id, title, before, after, note }) => ({
      subject: id,
      ...(after === undefined ? {} : { check: id }),
      text: `${title} (${note ?? `${before ?? 'absent'} → ${after ?? 'absent'}`})`,
    }));
  return [
    ...DIFFERENCES.map((kind) => ({
      title: differenceTitle(kind, difference),
      count: groups[kind].length,
      changes: changes(groups[kind]),
      look: differenceLook(kind, difference),
    })),
    {
      title: 'asks something else than before: not compared',
      count: redefined.length,
      changes: changes(redefined),
      look: 'skipped',
    },
  ];
}
