import { describe, expect, it } from 'vitest';
import { manualClock, systemClock } from './clock.ts';

describe('manualClock', () => {
  it('shows what it was set to', () => {
    const clock = manualClock(1000);
    expect(clock.now()).toBe(1000);
    clock.advance(500);
    expect(clock.now()).toBe(1500);
    clock.advance(-100);
    expect(clock.now()).toBe(1400);
    clock.set(7);
    expect(clock.now()).toBe(7);
    expect(() => clock.set(Number.NaN)).toThrow(RangeError);
    expect(clock.now()).toBe(7);
  });

  it('tells its listeners until they end their subscription', () => {
    const clock = manualClock(0);
    const seen: number[] = [];
    const listener = (now: number): void => {
      seen.push(now);
    };
    const end = clock.subscribe(listener);
    const endAgain = clock.subscribe(listener);
    clock.advance(5);
    expect(seen).toEqual([5, 5]);
    end();
    clock.advance(5);
    expect(seen).toEqual([5, 5, 10]);
    endAgain();
    clock.advance(5);
    expect(seen).toEqual([5, 5, 10]);
  });
});

describe('systemClock', () => {
  it('shows the time of the machine and tells its listeners', async () => {
    const clock = systemClock(1);
    const before = Date.now();
    const told = await new Promise<number>((resolve) => {
      const end = clock.subscribe((now) => {
        end();
        resolve(now);
      });
    });
    expect(told).toBeGreaterThanOrEqual(before);
    expect(clock.now()).toBeGreaterThanOrEqual(told);
  });
});
