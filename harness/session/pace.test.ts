import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaceClock, pace } from './pace.ts';

/** A clock that stands still between turns, and what was slept. */
function standingClock(now: () => number): PaceClock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now,
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  };
}

describe('pace', () => {
  it('lets everybody through at once without a rate', async () => {
    const { turn } = pace(undefined);
    expect(await Promise.all([turn(), turn(), turn()])).toEqual([0, 0, 0]);
  });

  it('spaces callers that come together evenly, in the order in which they came', async () => {
    const clock = standingClock(() => 1000);
    const { turn } = pace(4, clock);
    expect(await Promise.all([turn(), turn(), turn()])).toEqual([0, 250, 500]);
    expect(clock.slept).toEqual([250, 500]);
  });

  it('keeps no turns for later', async () => {
    let now = 0;
    const { turn } = pace(
      10,
      standingClock(() => now),
    );
    await turn();
    now = 10_000;
    expect([await turn(), await turn()]).toEqual([0, 100]);
  });

  it('never lets more through in any second than it should', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }),
        async (perSecond, pauses) => {
          let now = 0;
          const { turn } = pace(
            perSecond,
            standingClock(() => now),
          );
          const times: number[] = [];
          for (const pause of pauses) {
            now += pause;
            times.push(now + (await turn()));
          }
          const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
          // Sums of fractions are off by their last digits.
          for (const gap of gaps) expect(gap).toBeGreaterThan(1000 / perSecond - 1e-6);
        },
      ),
    );
  });
});
