import { describe, expect, it } from 'vitest';
import { pairLine, pairsOf } from './pairs.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];

describe('pairs of faults', () => {
  it('have every fault once before any twice, and none beside itself', () => {
    const pairs = pairsOf(IDS, 6, 1).map((pair) => pair.split(' + '));
    expect(pairs).toHaveLength(6);
    for (const [one, other] of pairs) expect(one).not.toBe(other);
    expect(new Set(pairs.slice(0, 3).flat()).size).toBe(5);
    expect(new Set(pairs.flat().slice(0, 5)).size).toBe(5);
  });

  it('are the same for a seed', () => {
    expect(pairsOf(IDS, 4, 7)).toEqual(pairsOf(IDS, 4, 7));
    expect(pairsOf(['a'], 4, 7)).toEqual([]);
  });

  it('say which fault is not seen', () => {
    const findings = [{ id: 'F', title: 'GET Object: 500', shownBy: ['a'] }];
    const pair = { faults: ['a', 'b'], cases: 9, findings };
    expect(pairLine({ ...pair, unseen: [] })).toBe('both seen a and b: 1 finding in 9 cases');
    expect(pairLine({ ...pair, unseen: ['b'] })).toBe(
      'UNSEEN    a and b: 1 finding in 9 cases; not seen: b\n          GET Object: 500 (a)',
    );
  });
});
