/** A number of places; who finds none waits, and is served in the order of coming. */
export interface Semaphore {
  /** Waits for a place; the function it resolves to gives the place back, once however often it is called. */
  readonly acquire: () => Promise<() => void>;
}

/** A semaphore with that many places. */
export function semaphore(places: number): Semaphore {
  let free = places;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return {
    acquire: async () => {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let held = true;
      return () => {
        if (held) release();
        held = false;
      };
    },
  };
}
