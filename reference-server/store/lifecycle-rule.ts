import type { ObjectVersion, Tag } from './object-record.ts';

/** When an action is due: a number of days after the object was written, or at a date (milliseconds since the epoch). */
export type Due = { readonly days: number } | { readonly date: number };

/** One lifecycle rule, in the form all dialects share. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  /** All of them must be among the object's tags. A rule with tags does not touch delete markers and uploads. */
  readonly tags: readonly Tag[];
  readonly transitions: readonly { readonly due: Due; readonly storageClass: string }[];
  /** Removes objects, and delete markers that no other version is left under. */
  readonly expiration?: Due | undefined;
  /** Removes a delete marker that no other version is left under, whatever its age. */
  readonly expireLoneMarkers?: boolean | undefined;
  readonly abortUploadsAfterDays?: number | undefined;
  readonly noncurrentTransitions: readonly { readonly days: number; readonly storageClass: string }[];
  readonly noncurrentExpirationDays?: number | undefined;
}

/** How a dialect counts. */
export interface LifecyclePolicy {
  /** Length of a day in milliseconds; shorter days make tests on a real clock possible. Default: 24 hours. */
  readonly dayMs?: number | undefined;
  /** Whether a number of days ends at the next midnight (UTC) or to the millisecond. */
  readonly rounding: 'midnight' | 'exact';
  /** False for objects that rules do not touch. Default: rules touch all. */
  readonly applies?: ((object: ObjectVersion) => boolean) | undefined;
  /** Storage classes in the order in which objects may move down; without it they may move from any to any. */
  readonly classOrder?: readonly string[] | undefined;
}
