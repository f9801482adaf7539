import type { LedgerEntry } from './ledger-entry.ts';

/** A bucket that exists on the target, or may. */
export interface LiveBucket {
  readonly bucket: string;
  /** Identities that asked for it, those that were told it was created first: one of them owns it. */
  readonly identities: readonly string[];
  /** True when the target said that it was created; false when nobody knows. */
  readonly created: boolean;
}

/** Follows the entries of a ledger: which buckets are, or may be, on the target. */
export interface LiveBuckets {
  readonly note: (entry: LedgerEntry) => void;
  /** In the order in which they were first asked for. */
  readonly list: () => LiveBucket[];
  readonly has: (bucket: string) => boolean;
}

interface Claimant {
  /** Requests that were sent, or were about to be, and have no answer. */
  open: number;
  created: boolean;
}

/**
 * A bucket counts as there from the first intention on. Only as many refusals as there were intentions take it back: a
 * request that was never answered, or answered with a fault of the server's own, may have created it all the same, and a
 * later refusal may be due to just that.
 */
export function liveBuckets(): LiveBuckets {
  const buckets = new Map<string, Map<string, Claimant>>();
  return {
    note: ({ state, kind, bucket, identity }) => {
      if (kind !== 'bucket') return;
      if (state === 'removed') {
        buckets.delete(bucket);
        return;
      }
      const claimants = buckets.get(bucket) ?? new Map<string, Claimant>();
      const claimant = claimants.get(identity) ?? { open: 0, created: false };
      if (state === 'intended') claimant.open++;
      else claimant.open = Math.max(0, claimant.open - 1);
      if (state === 'created') claimant.created = true;
      claimants.set(identity, claimant);
      if (claimant.open === 0 && !claimant.created) claimants.delete(identity);
      if (claimants.size > 0) buckets.set(bucket, claimants);
      else buckets.delete(bucket);
    },
    list: () => [...buckets].map(([bucket, claimants]) => describe(bucket, [...claimants])),
    has: (bucket) => buckets.has(bucket),
  };
}

function describe(bucket: string, claimants: readonly (readonly [string, Claimant])[]): LiveBucket {
  const creators = claimants.filter(([, { created }]) => created);
  const others = claimants.filter(([, { created }]) => !created);
  return {
    bucket,
    identities: [...creators, ...others].map(([identity]) => identity),
    created: creators.length > 0,
  };
}
