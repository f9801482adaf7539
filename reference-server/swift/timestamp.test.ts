import { describe, expect, it } from 'vitest';
import { manualClock } from '../store/clock.ts';
import { advancing, formatListingTime, formatTimestamp } from './timestamp.ts';

describe('timestamps', () => {
  it('advance even while the clock stands still', () => {
    const clock = manualClock(1_795_234_803_260);
    const { now } = advancing(clock);
    const times = Array.from({ length: 300 }, () => formatTimestamp(now()));
    expect(new Set(times).size).toBe(300);
    expect(times.toSorted()).toEqual(times);
    clock.advance(1000);
    expect(formatTimestamp(now())).toBe('1795234804.26000');
  });

  it('follow a clock that is set back', () => {
    const clock = manualClock(1_795_234_803_260);
    const { now } = advancing(clock);
    now();
    clock.advance(-86_400_000);
    expect(now()).toBe(1_795_148_403_260);
  });

  it('have the forms that are documented', () => {
    expect(formatTimestamp(1_795_234_803_260.36)).toBe('1795234803.26036');
    expect(formatListingTime(Date.UTC(2026, 10, 21, 4, 19, 42, 748) + 0.77)).toBe(
      '2026-11-21T04:19:42.748770',
    );
  });
});
