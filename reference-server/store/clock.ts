/** Called with the new time, in milliseconds since the epoch. */
export type ClockListener = (now: number) => void;

/** Where the server takes the time from. Whatever expires is driven by one of these, so that tests can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls `listener` when time has passed: after every `advance` of a manual clock, every period of the system clock.
   * @returns a function that ends the subscription
   */
  subscribe(listener: ClockListener): () => void;
}

/** A clock that stands still until it is told otherwise. */
export interface ManualClock extends Clock {
  /** Moves the time by `ms` milliseconds, forwards or back, and tells the listeners. */
  advance(ms: number): void;
  /** Sets the time and tells the listeners. */
  set(now: number): void;
}

/** How often the system clock tells its listeners that time has passed, in milliseconds. */
const SYSTEM_PERIOD_MS = 60_000;

/** The machine's clock. Its subscriptions do not keep the process alive. */
export function systemClock(periodMs: number = SYSTEM_PERIOD_MS): Clock {
  return {
    now: () => Date.now(),
    subscribe(listener) {
      const timer = setInterval(() => listener(Date.now()), periodMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

/** A clock that shows `start` (milliseconds since the epoch) until it is moved. */
export function manualClock(start: number): ManualClock {
  let now = start;
  const listeners = new Set<ClockListener>();
  const set = (next: number): void => {
    if (!Number.isFinite(next)) throw new RangeError(`a clock cannot show ${next}`);
    now = next;
    for (const listener of [...listeners]) listener(now);
  };
  return {
    now: () => now,
    set,
    advance: (ms) => set(now + ms),
    subscribe(listener) {
      // Wrapped, so that the same function subscribed twice is two subscriptions.
      const own: ClockListener = (time) => listener(time);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
