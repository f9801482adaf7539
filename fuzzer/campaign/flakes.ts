import type { FlakySuspicion } from '../../reports/fuzz/fuzz-record.ts';

/** What was so once and did not repeat itself. */
export interface Flakes {
  /** Counts a suspicion. @returns how often its coarse id has been flaky by now */
  readonly note: (coarse: string, about: Omit<FlakySuspicion, 'times'>) => number;
  readonly count: () => number;
  /** What is told of them, the most frequent first. */
  readonly list: () => readonly FlakySuspicion[];
}

/** Suspicions that are told apart; beyond these they are only counted. */
const MAX_KINDS = 1000;
/** Suspicions that are told of. */
const MAX_TOLD = 50;

/** Opens with nothing counted. */
export function openFlakes(): Flakes {
  const kinds = new Map<string, FlakySuspicion>();
  let count = 0;
  return {
    note: (coarse, about) => {
      count++;
      const known = kinds.get(coarse);
      const times = (known?.times ?? 0) + 1;
      if (known !== undefined || kinds.size < MAX_KINDS) kinds.set(coarse, { ...about, times });
      return times;
    },
    count: () => count,
    list: () => [...kinds.values()].toSorted((a, b) => b.times - a.times).slice(0, MAX_TOLD),
  };
}
