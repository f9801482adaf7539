import type { Bucket } from '../store/bucket.ts';
import { type LifecyclePolicy, type LifecycleRule, sweepLifecycle } from '../store/lifecycle.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { LIFECYCLE } from './attributes.ts';

/** Between two sweeps that requests ask for, in milliseconds; a sweep looks at every object of a bucket. */
const LEAST_PAUSE_MS = 1000;

/** Carries out what the lifecycle rules of buckets ask for by now. */
export interface Sweeper {
  /** Before a bucket is used, so that what is due is gone when it is looked at. */
  readonly beforeUse: (bucket: Bucket) => void;
  /** Ends the sweeps that the clock drives. */
  readonly stop: () => void;
}

/** A sweeper for all buckets of `store`, driven by its clock and by use. */
export function createSweeper(store: ObjectStore, policy: LifecyclePolicy): Sweeper {
  const swept = new WeakMap<Bucket, { readonly at: number; readonly rules: readonly LifecycleRule[] }>();
  const sweep = (bucket: Bucket, now: number, least: number): void => {
    const rules = bucket.attributes.get(LIFECYCLE)?.rules;
    if (rules === undefined) return;
    const last = swept.get(bucket);
    if (last !== undefined && last.rules === rules && Math.abs(now - last.at) < least) return;
    swept.set(bucket, { at: now, rules });
    sweepLifecycle(bucket, rules, now, policy);
  };
  const stop = store.clock.subscribe((now) => {
    for (const bucket of store.listBuckets().buckets) sweep(bucket, now, 0);
  });
  return { beforeUse: (bucket) => sweep(bucket, store.clock.now(), LEAST_PAUSE_MS), stop };
}
