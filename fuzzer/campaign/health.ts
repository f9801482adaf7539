import type { Draw } from '../draw.ts';

/** Which operations are worth asking for: those that only fail on transport are asked for less and less. */
export interface Health {
  readonly note: (operation: string, failed: boolean) => void;
  /** Whether an operation that was drawn is taken. */
  readonly accepts: (operation: string, draw: Draw) => boolean;
}

/** No operation is given up altogether. */
const FLOOR = 0.05;
const DECAY = 0.8;
const RECOVERY = 1.5;

/** Opens with every operation in good health. */
export function openHealth(): Health {
  const odds = new Map<string, number>();
  return {
    note: (operation, failed) => {
      const now = odds.get(operation) ?? 1;
      odds.set(operation, failed ? Math.max(FLOOR, now * DECAY) : Math.min(1, now * RECOVERY));
    },
    accepts: (operation, draw) => {
      const now = odds.get(operation) ?? 1;
      return now >= 1 || draw.chance(now);
    },
  };
}
