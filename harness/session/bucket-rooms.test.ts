import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketRooms } from './bucket-rooms.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An eviction that ends when it is told to. */
function eviction(name: string, log: string[]) {
  let done: (() => void) | undefined;
  const evict = async (): Promise<void> => {
    log.push(`leaving ${name}`);
    await new Promise<void>((resolve) => {
      done = resolve;
    });
    log.push(`left ${name}`);
  };
  return { evict, end: () => done?.() };
}

describe('rooms for buckets', () => {
  it('are given in the order of coming', async () => {
    const { acquire } = bucketRooms(1);
    const served: number[] = [];
    const release = await acquire();
    const waiting = [1, 2].map((number) =>
      acquire().then((give) => {
        served.push(number);
        give();
      }),
    );
    await settled();
    expect(served).toEqual([]);
    release();
    await Promise.all(waiting);
    expect(served).toEqual([1, 2]);
  });

  it('are taken from the bucket that rested longest, and only once it is gone', async () => {
    const log: string[] = [];
    const { acquire, rest } = bucketRooms(2);
    await acquire();
    await acquire();
    const [first, second] = [eviction('first', log), eviction('second', log)];
    rest(first.evict);
    rest(second.evict);
    expect(log).toEqual([]);
    const waiting = acquire().then(() => log.push('in'));
    await settled();
    expect(log).toEqual(['leaving first']);
    first.end();
    await waiting;
    expect(log).toEqual(['leaving first', 'left first', 'in']);
  });

  it('are taken from a bucket that comes to rest while somebody waits', async () => {
    const log: string[] = [];
    const { acquire, rest } = bucketRooms(1);
    await acquire();
    const waiting = acquire().then(() => log.push('in'));
    await settled();
    const late = eviction('late', log);
    rest(late.evict);
    late.end();
    await waiting;
    expect(log).toEqual(['leaving late', 'left late', 'in']);
  });

  it('are not taken from a bucket that is used again', async () => {
    const log: string[] = [];
    const { acquire, rest } = bucketRooms(1);
    await acquire();
    const only = eviction('only', log);
    const wake = rest(only.evict);
    expect(wake()).toBe(true);
    void acquire();
    await settled();
    expect(log).toEqual([]);
    const again = rest(only.evict);
    expect(log).toEqual(['leaving only']);
    expect(again()).toBe(false);
  });

  it('are never more than there are, and everybody gets one in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.record({ keeps: fc.boolean(), turns: fc.nat(3) }), { maxLength: 25 }),
        async (places, guests) => {
          const { acquire, rest } = bucketRooms(places);
          let present = 0;
          let most = 0;
          await Promise.all(
            guests.map(async ({ keeps, turns }) => {
              const release = await acquire();
              most = Math.max(most, ++present);
              for (let turn = 0; turn < turns; turn++) await Promise.resolve();
              if (!keeps) {
                present--;
                release();
                return;
              }
              rest(async () => {
                await Promise.resolve();
                present--;
              });
            }),
          );
          expect(most).toBeLessThanOrEqual(places);
        },
      ),
    );
  });
});
