import { describe, expect, it } from 'vitest';
import { isWorse, standing } from './finding-grades.ts';

describe('grades of findings', () => {
  it('are worse when they break the gate alone', () => {
    expect(isWorse('fail', 'divergent')).toBe(true);
    expect(isWorse('fail', 'non-strict')).toBe(true);
    expect(isWorse('non-strict', 'divergent')).toBe(false);
    expect(isWorse('fail', 'fail')).toBe(false);
    expect(isWorse('divergent', 'fail')).toBe(false);
  });
});

describe('findings that stand', () => {
  it('are those that no other one takes the place of, also of one that is superseded itself', () => {
    const findings = [
      { id: 'a' },
      { id: 'b', supersedes: ['a'] },
      { id: 'c', supersedes: ['b'] },
      { id: 'd' },
    ];
    expect(standing(findings).map(({ id }) => id)).toEqual(['c', 'd']);
    expect(standing([{ id: 'b', supersedes: ['a'] }])).toHaveLength(1);
  });
});
