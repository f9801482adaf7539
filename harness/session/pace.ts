import { setTimeout as sleep } from 'node:timers/promises';

/** Lets callers through at no more than a given rate. */
export interface Pace {
  /** Resolves when the caller may send; the wait it took, in ms. */
  readonly turn: () => Promise<number>;
}

/** At most `perSecond` turns a second, evenly spaced; without a number every turn is at once. */
export function pace(perSecond: number | undefined): Pace {
  if (perSecond === undefined) return { turn: async () => 0 };
  const gap = 1000 / perSecond;
  let next = 0;
  return {
    turn: async () => {
      const now = performance.now();
      const at = Math.max(now, next);
      next = at + gap;
      const wait = at - now;
      if (wait > 1) await sleep(wait);
      return wait;
    },
  };
}
