import { describe, expect, it } from 'vitest';
import { grounded, type SharedChecks, sameGrounds } from './grounds.ts';

const checks = {
  first: { title: 'First', send: {}, expect: { status: 200 } },
  second: { title: 'Second', impact: 'data-loss', send: {}, expect: { status: 404 } },
} as const satisfies SharedChecks;

describe('grounded', () => {
  it('makes a check of every slug that has claims, in the order of the checks', () => {
    const drafts = grounded(checks, { second: ['C-2'], first: ['C-1'] });
    expect(drafts.map(({ id, claims }) => [id, claims])).toEqual([
      ['first', ['C-1']],
      ['second', ['C-2']],
    ]);
  });

  it('makes no check of a slug without claims', () => {
    expect(grounded(checks, {})).toEqual([]);
    expect(grounded(checks, { first: [], second: { claims: [] } })).toEqual([]);
  });

  it('hands level and reading on, and keeps what the shared check says', () => {
    const [draft] = grounded(checks, { second: { claims: ['C-2'], level: 'may', reading: 'dates' } });
    expect(draft).toMatchObject({ level: 'may', reading: 'dates', impact: 'data-loss', title: 'Second' });
  });

  it('leaves the level to the claims where none is given', () => {
    const [draft] = grounded(checks, { first: ['C-1'] });
    expect(draft).not.toHaveProperty('level');
  });
});

describe('sameGrounds', () => {
  it('gives each slug the same grounds', () => {
    expect(sameGrounds(['first', 'second'], ['C-1'])).toEqual({ first: ['C-1'], second: ['C-1'] });
  });
});
