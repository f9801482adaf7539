import { setTimeout as sleep } from 'node:timers/promises';

/** How fast and from when on data is sent. */
export interface Pace {
  /** Bytes a second; undefined for as fast as they go. */
  readonly rate: number | undefined;
  /** Milliseconds: a positive delay puts the start off, a negative one is made up for by sending faster. S-GETOBJ-14, -15. */
  readonly delayMs: number;
}

/** Time for transfers. It is not that of the store, which stands still in tests. */
export interface Pacer {
  /** Milliseconds since any moment. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** The machine's own time. Waiting does not keep the process alive. */
export const systemPacer: Pacer = {
  now: () => performance.now(),
  wait: (ms) => sleep(ms, undefined, { ref: false }),
};

/** How much is sent at a time, in milliseconds of the rate: short, so that the flow is even. */
const SLICE_MS = 20;

/**
 * Sends `chunks` at a pace: after t milliseconds the client has been given what `rate` makes of t, and of the time it was
 * to have begun earlier.
 */
export async function* paced(
  chunks: AsyncIterable<Uint8Array>,
  { rate, delayMs }: Pace,
  { now, wait }: Pacer,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (delayMs > 0) await wait(delayMs);
  const begun = now() + Math.min(0, delayMs);
  let sent = 0;
  for await (const chunk of chunks) {
    for (const slice of slices(chunk, rate)) {
      sent += slice.length;
      const due = rate === undefined ? 0 : begun + (sent / rate) * 1000 - now();
      if (due > 0) await wait(due);
      yield slice;
    }
  }
}

function* slices(chunk: Uint8Array, rate: number | undefined): Generator<Uint8Array> {
  const size = rate === undefined ? chunk.length : Math.max(1, Math.floor((rate * SLICE_MS) / 1000));
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}
