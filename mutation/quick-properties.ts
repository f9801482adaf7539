import type fastCheck from 'fast-check';
import { vi } from 'vitest';

/** What the last form of `fc.assert` takes: any property. */
type RawProperty = Parameters<typeof fastCheck.assert>[0];

/** Cases a property is tried on. */
const RUNS = 5;

/**
 * Set-up of the tests under `npm run mutation`, where each of them runs hundreds of times: properties take few cases, the
 * same every time, and do not look for the smallest one that fails.
 */
vi.mock('fast-check', async (original) => {
  const real = await original<{ readonly default: typeof fastCheck }>();
  const { default: fc } = real;
  const assert = (property: RawProperty, parameters: Parameters<typeof fc.assert>[1]): unknown =>
    fc.assert(property, {
      ...parameters,
      seed: 1,
      endOnFailure: true,
      numRuns: Math.min(RUNS, parameters?.numRuns ?? RUNS),
    });
  return { ...real, default: { ...fc, assert } };
});
