import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the work is over, or so many ms later. Rejects as the work does. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  try {
    await Promise.race([work, sleep(ms, undefined, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}
