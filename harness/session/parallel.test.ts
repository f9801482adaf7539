import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parallel } from './parallel.ts';

describe('parallel', () => {
  it('does every item once, and never more than eight at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 40 }), async (turns) => {
        const done: number[] = [];
        let inside = 0;
        let most = 0;
        await parallel(turns, async (count, index) => {
          most = Math.max(most, ++inside);
          for (let turn = 0; turn < count; turn++) await Promise.resolve();
          inside--;
          done.push(index);
        });
        expect(done.toSorted((a, b) => a - b)).toEqual([...turns.keys()]);
        expect(most).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('begins nothing after a failure, and ends what it began before it says so', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const items = Array.from({ length: 30 }, (_, index) => index);
    const all = parallel(items, async (item) => {
      begun.push(item);
      await new Promise((resolve) => setImmediate(resolve));
      if (item === 2 || item === 5) throw new Error(`item ${item}`);
      ended.push(item);
    });
    await expect(all).rejects.toThrow('item 2');
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(ended).toHaveLength(begun.length - 2);
  });

  it('does nothing for nobody', async () => {
    await parallel([], () => Promise.reject(new Error('there is nothing to do')));
  });
});
