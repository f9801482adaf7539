import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDraw } from './draw.ts';

const values = (seed: number): unknown[] => {
  const draw = openDraw(seed);
  return [
    draw.below(1000),
    draw.from(fc.string()),
    draw.pick(['a', 'b', 'c']),
    draw.chance(0.5),
    draw.below(1),
  ];
};

describe('openDraw', () => {
  it('repeats itself for a seed, and for no other', () => {
    expect(values(7)).toEqual(values(7));
    expect(values(7)).not.toEqual(values(8));
  });

  it('draws within bounds', () => {
    const draw = openDraw(1);
    for (let count = 0; count < 200; count++) {
      expect(draw.below(3)).toBeLessThan(3);
      expect(draw.chance(0)).toBe(false);
      expect(draw.chance(1)).toBe(true);
    }
    expect(draw.pick([])).toBeUndefined();
  });
});
