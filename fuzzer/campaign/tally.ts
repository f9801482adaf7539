import type { FuzzEndRecord } from '../../reports/fuzz/fuzz-record.ts';
import { type OutcomeKind, outcomeKind } from '../outcome.ts';
import type { Trial } from '../world/trial.ts';

type Coverage = { sent: number; refused: number; accepted: number; notDelivered: number };

/** Counts what a campaign sent. */
export interface Tally {
  readonly note: (trial: Trial) => void;
  readonly outcomes: () => Readonly<Record<string, number>>;
  readonly coverage: () => FuzzEndRecord['coverage'];
  /** Share of cases that reached the target, 0 to 1. */
  readonly delivered: () => number;
}

/** Opens with nothing counted. */
export function openTally(): Tally {
  const outcomes = new Map<OutcomeKind, number>();
  const coverage = new Map<string, Coverage>();
  let total = 0;
  return {
    note: ({ fuzzCase, target, rendered }) => {
      total++;
      const kind = outcomeKind(target);
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      for (const index of rendered.applied) {
        const slug = fuzzCase.mutations[index]?.slug ?? '';
        const found = coverage.get(slug) ?? { sent: 0, refused: 0, accepted: 0, notDelivered: 0 };
        coverage.set(slug, found);
        found.sent++;
        if (kind === 'refused' || kind === 'cut-off') found.refused++;
        else if (kind === 'accepted') found.accepted++;
        else if (kind === 'not-delivered') found.notDelivered++;
      }
    },
    outcomes: () => Object.fromEntries(outcomes),
    coverage: () => Object.fromEntries([...coverage].sort(([a], [b]) => (a < b ? -1 : 1))),
    delivered: () => (total === 0 ? 1 : 1 - (outcomes.get('not-delivered') ?? 0) / total),
  };
}
