import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inShard, shardOf } from './shard.ts';

describe('shardOf', () => {
  it('is the same today as in the runs already made', () => {
    const ids = ['tencent-cos/get-object/range', 'tencent-cos/put-object/etag', 'a', 'b'];
    expect(ids.map((id) => shardOf(id, 3))).toEqual([1, 2, 1, 1]);
  });

  it('puts every check into exactly one shard', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 500 }), (id, count) => {
        const taken = Array.from({ length: count }, (_, n) => inShard(id, { index: n + 1, count }));
        expect(taken.filter(Boolean)).toHaveLength(1);
        expect(inShard(id, undefined)).toBe(true);
      }),
    );
  });

  it('gives every shard about the same', () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 3000; n++) {
      const shard = shardOf(`tencent-cos/operation-${n % 30}/check-${n}`, 10);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 300)).toBeLessThan(75);
  });
});
