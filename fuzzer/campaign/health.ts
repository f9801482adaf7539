import type { Draw } from '../draw.ts';

/** Which operations and classes are worth asking for: those that only fail on transport are asked for less and less. */
export interface Health {
  readonly note: (name: string, failed: boolean) => void;
  /** Whether an operation or class that was drawn is taken. */
  readonly accepts: (name: string, draw: Draw) => boolean;
}

/** Nothing is given up altogether. */
const FLOOR = 0.05;
const DECAY = 0.6;
const RECOVERY = 1.5;

/** Opens with everything in good health. */
export function openHealth(): Health {
  const odds = new Map<string, number>();
  return {
    note: (name, failed) => {
      const now = odds.get(name) ?? 1;
      odds.set(name, failed ? Math.max(FLOOR, now * DECAY) : Math.min(1, now * RECOVERY));
    },
    accepts: (name, draw) => {
      const now = odds.get(name) ?? 1;
      return now >= 1 || draw.chance(now);
    },
  };
}
