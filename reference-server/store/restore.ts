import type { RestoreState } from './object-record.ts';

/** How far a restoration is: under way, readable, or over (also when there never was one). */
export type RestoreProgress = 'ongoing' | 'ready' | 'none';

/** What a restore state means at the time `now`, in milliseconds since the epoch. */
export function restoreProgress(state: RestoreState | undefined, now: number): RestoreProgress {
  if (!state || now >= state.expiresAt) return 'none';
  return now < state.readyAt ? 'ongoing' : 'ready';
}
