import type { Bucket } from '../store/bucket.ts';
import type { Clock } from '../store/clock.ts';
import { sweepExpired } from '../store/expiry.ts';

/** Removes what has expired before anybody can see it. */
export interface Expiry {
  /** Told of every object that is to expire, at a time in milliseconds since the epoch. */
  readonly expect: (bucket: Bucket, at: number) => void;
  /** Has to be called before anything is looked at. */
  readonly sweep: () => void;
}

/** Containers are looked through only when one of their objects is due. */
export function createExpiry(clock: Clock): Expiry {
  const due = new Map<Bucket, number>();
  let earliest = Number.POSITIVE_INFINITY;
  const expect = (bucket: Bucket, at: number): void => {
    due.set(bucket, Math.min(at, due.get(bucket) ?? at));
    earliest = Math.min(earliest, at);
  };
  return {
    expect,
    sweep() {
      const now = clock.now();
      if (earliest > now) return;
      const waiting = [...due];
      due.clear();
      earliest = Number.POSITIVE_INFINITY;
      for (const [bucket, at] of waiting) {
        if (at > now) {
          expect(bucket, at);
          continue;
        }
        sweepExpired(bucket, now);
        for (const [, { expiresAt }] of bucket.objects.from()) {
          if (expiresAt !== undefined) expect(bucket, expiresAt);
        }
      }
    },
  };
}
