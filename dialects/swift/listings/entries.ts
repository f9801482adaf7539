/** One entry of a listing. Times are UTC texts as they stand in it; `count` and `bytes` whole numbers. */
export type ListingEntry =
  | {
      readonly kind: 'container';
      readonly name: string;
      readonly count: number;
      readonly bytes: number;
      readonly lastModified: string;
    }
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly hash: string;
      readonly bytes: number;
      readonly contentType: string;
      readonly lastModified: string;
    }
  /** Names folded by a delimiter, cut after it. S-LISTCONT-17, S-LISTOBJ-20. */
  | { readonly kind: 'subdir'; readonly name: string };

/** A listing as it was read, in its own order, or in what it is none. */
export type ListingReading =
  | { readonly kind: 'listing'; readonly entries: readonly ListingEntry[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A reading that failed. */
export function unreadable(reason: string): ListingReading {
  return { kind: 'unreadable', reason };
}
