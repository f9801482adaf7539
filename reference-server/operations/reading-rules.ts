import type { ConditionOptions } from '../http/conditional.ts';
import type { RangeOptions } from '../http/range.ts';

/** Where documentations differ in how conditions and ranges of an object are read. */
export interface ReadingRules extends ConditionOptions {
  /** Which second Last-Modified shows: the one the object was changed in, or the first that is not before it. */
  readonly shownSecond: 'past' | 'next';
  readonly ranges: RangeOptions;
}

/**
 * By RFC 9110 sections 13 and 14, except that tags are taken with and without quotes, as clients of object stores send
 * both, and that who asks for several ranges gets everything (section 14.2 allows it). T-GETOBJ-40.
 */
export const RFC_READING: ReadingRules = {
  unquoted: true,
  shownSecond: 'past',
  ranges: { maxRanges: 1 },
};

/** The time Last-Modified shows for one in milliseconds. */
export function shownTime({ shownSecond }: ReadingRules, ms: number): number {
  return (shownSecond === 'past' ? Math.floor(ms / 1000) : Math.ceil(ms / 1000)) * 1000;
}
