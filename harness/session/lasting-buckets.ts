import type { BucketRooms } from './bucket-rooms.ts';

/** Buckets that several checks use, one for each label. */
export interface LastingBuckets {
  /**
   * The bucket of a label, made by `make` for the first who asks and for those who come after it had to go. If it cannot
   * be made, that is so for everybody: it is not tried again.
   * @returns the bucket, and what says that the caller is done with it
   */
  readonly use: (label: string, make: () => Promise<string>) => Promise<{ bucket: string; done: () => void }>;
}

interface Lasting {
  readonly ready: Promise<string>;
  users: number;
  /** Takes back that nobody is using it. */
  wake: () => boolean;
}

/** Lasting buckets within the room there is. `remove` takes one off the target and never rejects. */
export function lastingBuckets(
  rooms: BucketRooms,
  remove: (bucket: string) => Promise<void>,
): LastingBuckets {
  const held = new Map<string, Lasting>();
  /** Removals under way: a bucket of the same name cannot be made before its predecessor is gone. */
  const leaving = new Map<string, Promise<void>>();

  const open = async (label: string, make: () => Promise<string>): Promise<string> => {
    await leaving.get(label);
    const release = await rooms.acquire();
    try {
      return await make();
    } catch (error) {
      release();
      throw error;
    }
  };
  const evict = async (label: string, bucket: string): Promise<void> => {
    held.delete(label);
    const gone = remove(bucket);
    leaving.set(label, gone);
    await gone;
    leaving.delete(label);
  };
  return {
    use: async (label, make) => {
      const one = held.get(label) ?? { ready: open(label, make), users: 0, wake: () => true };
      held.set(label, one);
      one.users++;
      one.wake();
      const bucket = await one.ready;
      return {
        bucket,
        done: () => {
          one.users--;
          if (one.users === 0) one.wake = rooms.rest(() => evict(label, bucket));
        },
      };
    },
  };
}
