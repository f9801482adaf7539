import { describe, expect, it } from 'vitest';
import { nearIds } from './near-ids.ts';

const IDS = ['x/get-object/range-first', 'x/get-object/range-last', 'x/put-object/stores', 'T-GETOBJ-04'];

describe('ids near a mistyped one', () => {
  it('come with the likest first', () => {
    expect(nearIds('x/get-object/range-frst', IDS)[0]).toBe('x/get-object/range-first');
    expect(nearIds('t-getobj-4', IDS)).toEqual(['T-GETOBJ-04']);
    expect(nearIds('*/get-objct/*', IDS, 2)).toEqual(['x/get-object/range-last', 'x/get-object/range-first']);
  });

  it('are as many as asked for', () => {
    expect(nearIds('x/get-object/range', IDS, 1)).toHaveLength(1);
  });

  it('are none when nothing is alike', () => {
    expect(nearIds('qqq', IDS)).toEqual([]);
    expect(nearIds('', IDS)).toEqual([]);
    expect(nearIds('***', IDS)).toEqual([]);
  });
});
