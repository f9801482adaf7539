import { type GateRule, MAX_IDS } from '../gate-rule.ts';
import type { Summary } from '../summary.ts';
import type { BaselineEntry } from './baseline.ts';
import type { ExpectedCheck, Listed } from './baseline-summary.ts';

/** The rules that a baseline or an earlier run adds to the gate, by where they stand among the others. */
export interface ExpectationRules {
  /** What is wrong in another way than known. */
  readonly differing: readonly GateRule[];
  /** What the baseline says and is no longer so, and what has gone since an earlier run. */
  readonly outdated: readonly GateRule[];
  /** What is tolerated: never broken, always said. */
  readonly excused: readonly GateRule[];
}

/** Rules about expectations. Entries count whatever the level of their checks: somebody wrote them on purpose. */
export function expectationRules(summary: Summary): ExpectationRules {
  const { baseline, difference, incomplete } = summary;
  const vanished = vanishedRule(difference, incomplete.length === 0);
  if (baseline === undefined) return { differing: [], outdated: vanished, excused: [] };
  const { file } = baseline.baseline;
  const place = ({ line, id }: BaselineEntry): string => `${file}:${line} ${id}`;
  const checksRule = (
    id: GateRule['id'],
    says: string,
    { count, first }: Listed<ExpectedCheck>,
    detail: (check: ExpectedCheck) => string,
    decides = true,
  ): GateRule => ({
    id,
    says,
    state: count === 0 ? 'held' : decides ? 'broken' : 'allowed',
    count,
    checks: first.slice(0, MAX_IDS).map((check) => check.id),
    details: first.slice(0, MAX_IDS).map((check) => `${check.id}: ${detail(check)}`),
    exitCode: 1,
  });
  const entriesRule = (
    id: GateRule['id'],
    says: string,
    entries: readonly BaselineEntry[],
    detail: (entry: BaselineEntry) => string,
    decides = true,
  ): GateRule => ({
    id,
    says,
    state: entries.length === 0 ? 'held' : decides ? 'broken' : 'allowed',
    count: entries.length,
    checks: [],
    details: entries.slice(0, MAX_IDS).map((entry) => `${place(entry)}${detail(entry)}`),
    exitCode: 1,
  });
  return {
    differing: [
      checksRule(
        'as-known',
        'what is known to be wrong is wrong in the known way',
        baseline.different,
        ({ differences, entry }) => `${differences.join('; ')} (${file}:${entry.line})`,
      ),
    ],
    outdated: [
      checksRule(
        'nothing-fixed',
        'nothing that the baseline calls wrong has been fixed',
        baseline.fixed,
        ({ outcome, entry }) => `${outcome}, not ${entry.expect} any more (${file}:${entry.line})`,
      ),
      entriesRule(
        'entries-match',
        baseline.full
          ? 'every entry of the baseline speaks of a check'
          : 'every entry of the baseline speaks of a check of this run, which is not all of them',
        baseline.unmatched,
        () => '',
        baseline.full && incomplete.length === 0,
      ),
      entriesRule(
        'entries-current',
        'no entry of the baseline has expired',
        baseline.expired,
        ({ expires }) => `: expired after ${expires}`,
      ),
      entriesRule(
        'entries-explained',
        'every entry of the baseline says why',
        baseline.unexplained,
        () => ': the reason is still to be written',
      ),
      ...vanished,
    ],
    excused: [
      checksRule(
        'nothing-excused',
        'no check is excused by the baseline',
        baseline.known,
        ({ entry }) => `${entry.reason}${entry.issue === undefined ? '' : ` (${entry.issue})`}`,
        false,
      ),
    ],
  };
}

function vanishedRule(difference: Summary['difference'], complete: boolean): GateRule[] {
  if (difference === undefined) return [];
  const { vanished } = difference.groups;
  const decides = difference.sameCatalogue && difference.complete && complete;
  return [
    {
      id: 'nothing-vanished',
      says: difference.sameCatalogue
        ? 'no check of the earlier run has vanished'
        : 'no check of the earlier run has vanished, which had another catalogue',
      state: vanished.length === 0 ? 'held' : decides ? 'broken' : 'allowed',
      count: vanished.length,
      checks: [],
      details: vanished.slice(0, MAX_IDS).map(({ id, before }) => `${id}: ${before} before`),
      exitCode: 1,
    },
  ];
}
