import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { semaphore } from './semaphore.ts';

/** Lets everything happen that needs no more than the current turn. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a semaphore', () => {
  it('serves in the order of coming', async () => {
    const { acquire } = semaphore(1);
    const served: number[] = [];
    const release = await acquire();
    const waiting = [1, 2, 3].map(async (number) => {
      const give = await acquire();
      served.push(number);
      give();
    });
    await settled();
    expect(served).toEqual([]);
    release();
    await Promise.all(waiting);
    expect(served).toEqual([1, 2, 3]);
  });

  it('does not let a newcomer past those who wait', async () => {
    const { acquire } = semaphore(1);
    const served: string[] = [];
    const release = await acquire();
    const early = acquire().then((give) => {
      served.push('early');
      give();
    });
    release();
    const late = acquire().then((give) => {
      served.push('late');
      give();
    });
    await Promise.all([early, late]);
    expect(served).toEqual(['early', 'late']);
  });

  it('counts a place that is given back twice once', async () => {
    const { acquire } = semaphore(1);
    const release = await acquire();
    release();
    release();
    await acquire();
    let second = false;
    void acquire().then(() => {
      second = true;
    });
    await settled();
    expect(second).toBe(false);
  });

  it('never lets more in than it has places, and lets all in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(3), { maxLength: 20 }),
        async (places, works) => {
          const { acquire } = semaphore(places);
          let inside = 0;
          let most = 0;
          await Promise.all(
            works.map(async (turns) => {
              const give = await acquire();
              most = Math.max(most, ++inside);
              for (let turn = 0; turn < turns; turn++) await Promise.resolve();
              inside--;
              give();
            }),
          );
          expect([inside, most <= places]).toEqual([0, true]);
          expect(most).toBe(Math.min(places, works.length, most));
        },
      ),
    );
  });
});
