import type { Clock } from '../store/clock.ts';

/** Smallest step of a timestamp, in milliseconds: five decimals of a second. */
const STEP_MS = 0.01;

/**
 * A clock that never shows the same time twice, so that of two changes the later one can be told: S-POSTOBJ-20 asks
 * timestamps to advance. Times are whole multiples of 10 µs.
 */
export function advancing(clock: Clock): Clock {
  let last = Number.NEGATIVE_INFINITY;
  return {
    ...clock,
    now: () => {
      const now = clock.now();
      // A clock that was set back goes on from there.
      last = now > last || now < last - 1000 ? now : Math.round((last + STEP_MS) * 100) / 100;
      return last;
    },
  };
}

/** `1795234803.26036`, for a time in milliseconds. S-GETOBJ-50. */
export function formatTimestamp(ms: number): string {
  return (ms / 1000).toFixed(5);
}

/** `2026-11-21T04:19:42.748770`, as listings write times; UTC. S-LISTOBJ-22. */
export function formatListingTime(ms: number): string {
  const micros = Math.round((ms - Math.floor(ms)) * 1000);
  return `${new Date(Math.floor(ms)).toISOString().slice(0, 23)}${String(Math.min(micros, 999)).padStart(3, '0')}`;
}
