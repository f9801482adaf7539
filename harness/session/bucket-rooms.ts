/** Takes a bucket that nobody is using off the target. Never rejects. */
export type Evict = () => Promise<void>;

/** Room for the buckets a session may have at a time. */
export interface BucketRooms {
  /** Waits for room for one bucket, in the order of coming; the function it resolves to gives the room back. */
  readonly acquire: () => Promise<() => void>;
  /**
   * Says that nobody is using a bucket at the moment: it goes when somebody else needs its room, the one that rested
   * longest first, and its room with it.
   * @returns takes that back; false when it is too late
   */
  readonly rest: (evict: Evict) => () => boolean;
}

/** Room for that many buckets; `Infinity` for as many as anybody wants. */
export function bucketRooms(places: number): BucketRooms {
  let free = places;
  let leaving = 0;
  const waiting: (() => void)[] = [];
  const resting = new Set<Evict>();
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  const makeRoom = (): void => {
    while (waiting.length > leaving) {
      const [evict] = resting;
      if (!evict) return;
      resting.delete(evict);
      leaving++;
      void evict().then(() => {
        leaving--;
        release();
      });
    }
  };
  return {
    acquire: async () => {
      if (free > 0) free--;
      else {
        const turn = new Promise<void>((resolve) => waiting.push(resolve));
        makeRoom();
        await turn;
      }
      return release;
    },
    rest: (evict) => {
      resting.add(evict);
      makeRoom();
      return () => resting.delete(evict);
    },
  };
}
