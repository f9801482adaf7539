import { expect, it } from 'vitest';
import { restoreProgress } from './restore.ts';

it('follows the clock', () => {
  const state = { requestedAt: 0, readyAt: 10, expiresAt: 20, tier: 'Standard' };
  expect([0, 9, 10, 19, 20].map((now) => restoreProgress(state, now))).toEqual([
    'ongoing',
    'ongoing',
    'ready',
    'ready',
    'none',
  ]);
  expect(restoreProgress(undefined, 0)).toBe('none');
});
