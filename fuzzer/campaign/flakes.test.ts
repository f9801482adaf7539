import { describe, expect, it } from 'vitest';
import { openFlakes } from './flakes.ts';

const about = {
  operation: 'GetObject',
  oracle: 'differential',
  rule: 'as-reference',
  path: 'status:200→404',
  mutations: ['ra-one'],
} as const;

describe('flakes', () => {
  it('are counted by what is suspected, and told the most frequent first', () => {
    const flakes = openFlakes();
    expect(flakes.note('a', about)).toBe(1);
    expect(flakes.note('b', { ...about, operation: 'HeadObject' })).toBe(1);
    expect(flakes.note('b', { ...about, operation: 'HeadObject' })).toBe(2);
    expect(flakes.count()).toBe(3);
    expect(flakes.list().map(({ operation, times }) => [operation, times])).toEqual([
      ['HeadObject', 2],
      ['GetObject', 1],
    ]);
  });

  it('take bounded room', () => {
    const flakes = openFlakes();
    for (let index = 0; index < 3000; index++) flakes.note(String(index), about);
    expect(flakes.count()).toBe(3000);
    expect(flakes.list().length).toBeLessThan(100);
  });
});
