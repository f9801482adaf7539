import type { BaselineEntry, KnownBehaviour } from '../baseline/baseline.ts';
import type { CheckVerdict } from '../baseline/judge-check.ts';
import { behaviourDifferences, type ObservedBehaviour } from '../baseline/observed-behaviour.ts';
import type { FindingGrade, FindingRecord, ReplayedRecord } from './fuzz-record.ts';

/** What a gate makes of a finding; as for checks. */
export type FindingVerdict = CheckVerdict;

/**
 * What a finding saw that is wrong, in the terms of a baseline: the outcome on the target as status and code, a
 * difference in anything else as a facet.
 */
export function observedIn({ says, path }: Pick<FindingRecord, 'says' | 'path'>): ObservedBehaviour {
  const { status, code, rest } = outcomeIn(says.target);
  const isOutcome = path.startsWith('status:') || rest === undefined;
  return {
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    facets: new Map(isOutcome ? [] : [[path, [rest]]]),
  };
}

/**
 * `404 NoSuchKey, as if …: what differs` in its parts; an outcome without a response has no status, and why it may be so
 * is no part of it.
 */
export function outcomeIn(text: string): {
  readonly status?: number;
  readonly code?: string;
  readonly rest?: string;
} {
  const [, status, code, rest] = /^(\d{3})(?: ([A-Za-z0-9.]+))?(?:, [^:]*)?(?:: (.*))?$/s.exec(text) ?? [];
  return {
    ...(status === undefined ? {} : { status: Number(status) }),
    ...(code === undefined ? {} : { code }),
    ...(rest === undefined ? {} : { rest }),
  };
}

/**
 * Finding × expectation. Pure. `known-fail` speaks of what a rule objects to, `known-divergent` of what only differs
 * from the reference. A failure that the bundled reference shares says nothing of the target, whatever an entry says.
 */
export function judgeFinding(finding: FindingRecord, entry: BaselineEntry | undefined): FindingVerdict {
  const { grade, referenceToo } = finding;
  if (grade === 'fail' && referenceToo) return { verdict: 'incomplete' };
  if (entry === undefined) return { verdict: grade === 'divergent' ? 'ok' : 'regression' };
  if (grade === 'divergent' && entry.expect === 'known-fail') return { verdict: 'fixed' };
  const worse = worseThan(entry, grade);
  if (worse !== undefined) return { verdict: 'regression', differences: [worse] };
  // Another operation succeeds with a status of its own, and its answers have other places.
  const isElsewhere = entry.id !== finding.id && entry.family === finding.family;
  return isElsewhere ? { verdict: 'known' } : asKnown(entry.got, observedIn(finding));
}

/** A finding that the campaign did not meet and that was sent again. */
export function judgeReplayed(
  { state, got, grade, note }: ReplayedRecord,
  entry: BaselineEntry,
): FindingVerdict {
  switch (state) {
    case 'fixed':
      return { verdict: entry.expect === 'flaky' ? 'ok' : 'fixed' };
    case 'cannot-run':
      return { verdict: 'incomplete' };
    case 'changed':
      return { verdict: 'regression', differences: [note === '' ? 'something else is wrong' : note] };
    case 'still': {
      const worse = worseThan(entry, grade);
      if (worse !== undefined) return { verdict: 'regression', differences: [worse] };
      const { status, code } = outcomeIn(got ?? '');
      // It differs where it did, or it would be changed: what of the facets is left is the outcome.
      const { facets: _, ...outcome } = entry.got ?? {};
      return asKnown(outcome, {
        ...(status === undefined ? {} : { status }),
        ...(code === undefined ? {} : { code }),
        facets: new Map(),
      });
    }
  }
}

function worseThan({ expect }: BaselineEntry, grade: FindingGrade): string | undefined {
  return expect === 'known-divergent' && grade !== 'divergent' ? 'violates a rule now' : undefined;
}

function asKnown(known: KnownBehaviour | undefined, seen: ObservedBehaviour): FindingVerdict {
  const differences = known === undefined ? [] : behaviourDifferences(known, seen);
  return differences.length === 0 ? { verdict: 'known' } : { verdict: 'regression', differences };
}
