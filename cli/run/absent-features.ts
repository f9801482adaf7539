import { type Check, roleNeeded } from '../../harness/check/check.ts';
import type { Progress } from '../../harness/runner/start-run.ts';

/** Looks out for features that a target seems to lack without saying so. */
export interface FeatureHints {
  readonly note: (progress: Progress) => void;
  /** A sentence for each feature of which not one check passed. */
  readonly all: () => string[];
}

/** Fewer judged checks of a feature than these say nothing about it. */
const ENOUGH = 5;

/**
 * A feature that is not there lets all its checks fail, and the profile is where to say so: no target is asked anything
 * beyond its checks for that.
 */
export function featureHints(checks: readonly Check[]): FeatureHints {
  const needs = new Map(
    checks.map(({ id, needs }) => [id, needs.filter((need) => roleNeeded(need) === undefined)]),
  );
  const counts = new Map<string, { good: number; bad: number }>();
  return {
    note: ({ id, outcome }) => {
      if (outcome === 'skipped') return;
      for (const feature of needs.get(id) ?? []) {
        const count = counts.get(feature) ?? { good: 0, bad: 0 };
        if (outcome === 'pass' || outcome === 'divergent') count.good++;
        else count.bad++;
        counts.set(feature, count);
      }
    },
    all: () => {
      const absent = [...counts]
        .filter(([, { good, bad }]) => good === 0 && bad >= ENOUGH)
        .map(([name]) => name);
      if (absent.length === 0) return [];
      const declared = absent.map((name) => `${name}: false`).join(', ');
      return [
        `Not one check of ${absent.join(', ')} passed. If the target does not offer that, say so in its profile, and its\nchecks are skipped: features: { ${declared} }`,
      ];
    },
  };
}
