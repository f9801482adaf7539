import type { Bucket } from '../store/bucket.ts';
import type { Clock } from '../store/clock.ts';
import { sweepExpired } from '../store/expiry.ts';

/** Removes what has expired before anybody can see it. */
export interface Expiry {
  /** Told of every object that is to expire, at a time in milliseconds since the epoch. */
  readonly expect: (bucket: Bucket, at: number) => void;
  readonly beforeUse: (bucket: Bucket) => void;
}

/** Containers are looked through only when one of their objects is due. */
export function createExpiry(clock: Clock): Expiry {
  const due = new WeakMap<Bucket, number>();
  const expect = (bucket: Bucket, at: number): void => {
    due.set(bucket, Math.min(at, due.get(bucket) ?? at));
  };
  return {
    expect,
    beforeUse(bucket) {
      const now = clock.now();
      if ((due.get(bucket) ?? Number.POSITIVE_INFINITY) > now) return;
      due.delete(bucket);
      sweepExpired(bucket, now);
      for (const [, { expiresAt }] of bucket.objects.from()) {
        if (expiresAt !== undefined) expect(bucket, expiresAt);
      }
    },
  };
}
