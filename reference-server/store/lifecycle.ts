import type { Bucket } from './bucket.ts';
import type { Tag } from './object-record.ts';

/** When an action is due: a number of days after the object was written, or at a date (milliseconds since the epoch). */
export type Due = { readonly days: number } | { readonly date: number };

/** One lifecycle rule, in the form all dialects share. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  /** All of them must be among the object's tags. */
  readonly tags: readonly Tag[];
  readonly transitions: readonly { readonly due: Due; readonly storageClass: string }[];
  readonly expiration?: Due | undefined;
  /** Removes a delete marker that no other version is left under. */
  readonly expireLoneMarkers?: boolean | undefined;
  readonly abortUploadsAfterDays?: number | undefined;
  readonly noncurrentTransitions: readonly { readonly days: number; readonly storageClass: string }[];
  readonly noncurrentExpirationDays?: number | undefined;
}

/** How a dialect counts. */
export interface LifecyclePolicy {
  /** Length of a day in milliseconds; shorter days make tests on a real clock possible. Default: 24 hours. */
  readonly dayMs?: number | undefined;
  /** Whether a due time moves to the next midnight (UTC) or stands as it is. */
  readonly rounding: 'midnight' | 'exact';
  /** False for objects that rules do not touch. */
  readonly applies?: ((object: import('./object-record.ts').ObjectVersion) => boolean) | undefined;
}

/** What a sweep did, in the order it was done. */
export interface LifecycleEvent {
  readonly rule: string;
  readonly key: string;
  readonly action: 'expired' | 'transitioned' | 'upload-aborted' | 'marker-removed' | 'noncurrent-expired';
}

/** Signature of the function this file exports. */
export type SweepLifecycle = (
  bucket: Bucket,
  rules: readonly LifecycleRule[],
  now: number,
  policy: LifecyclePolicy,
) => LifecycleEvent[];
