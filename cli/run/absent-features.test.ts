import { describe, expect, it } from 'vitest';
import type { Check } from '../../harness/check/check.ts';
import type { Outcome } from '../../reports/index.ts';
import { featureHints } from './absent-features.ts';

function hints(needs: readonly string[], outcomes: readonly Outcome[]): string[] {
  const checks = outcomes.map((_outcome, index) => ({ id: `check-${index}`, needs }) as unknown as Check);
  const found = featureHints(checks);
  for (const [index, outcome] of outcomes.entries())
    found.note({ id: `check-${index}`, outcome, done: index + 1 });
  return found.all();
}

const failing = (count: number): Outcome[] => Array<Outcome>(count).fill('fail');

describe('a feature of which nothing passes', () => {
  it('is named, with the line that declares it absent', () => {
    const [hint] = hints(['versioning', 'secondIdentity'], [...failing(4), 'inconclusive', 'skipped']);
    expect(hint).toContain('Not one check of versioning passed');
    expect(hint).toContain('features: { versioning: false }');
    expect(hint).not.toContain('secondIdentity');
  });

  it('is not one of which anything passes, or hardly anything was judged', () => {
    expect(hints(['versioning'], [...failing(50), 'pass'])).toEqual([]);
    expect(hints(['versioning'], [...failing(50), 'divergent'])).toEqual([]);
    expect(hints(['versioning'], failing(4))).toEqual([]);
    expect(hints([], failing(50))).toEqual([]);
  });
});
