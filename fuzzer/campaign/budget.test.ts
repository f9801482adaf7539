import { describe, expect, it } from 'vitest';
import { shareSpent } from './budget.ts';

const spent = { ms: 30_000, cases: 500, requests: 4000 };

describe('shareSpent', () => {
  it('is that of what comes to its end first', () => {
    expect(shareSpent({ ms: 60_000, cases: 5000 }, spent)).toBe(0.5);
    expect(shareSpent({ ms: 60_000, requests: 4000 }, spent)).toBe(1);
  });

  it('is nothing without a budget, and all of a budget of nothing', () => {
    expect(shareSpent({}, spent)).toBe(0);
    expect(shareSpent({ cases: 0 }, { ms: 0, cases: 0, requests: 0 })).toBe(1);
  });
});
