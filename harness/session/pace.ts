import { setTimeout as sleep } from 'node:timers/promises';

/** Lets callers through at no more than a given rate. */
export interface Pace {
  /** Resolves when the caller may send; the wait it took, in ms. */
  readonly turn: () => Promise<number>;
}

/** What a pace goes by. */
export interface PaceClock {
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const REAL: PaceClock = { now: () => performance.now(), sleep: (ms) => sleep(ms) };

/** At most `perSecond` turns a second, evenly spaced; without a number every turn is at once. */
export function pace(perSecond: number | undefined, clock: PaceClock = REAL): Pace {
  if (perSecond === undefined) return { turn: async () => 0 };
  const gap = 1000 / perSecond;
  let next = Number.NEGATIVE_INFINITY;
  return {
    turn: async () => {
      const now = clock.now();
      const at = Math.max(now, next);
      next = at + gap;
      const wait = at - now;
      if (wait > 0) await clock.sleep(wait);
      return wait;
    },
  };
}
