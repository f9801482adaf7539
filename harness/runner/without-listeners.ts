/** Events of the process that a library may want to decide about. */
const EVENTS = ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'] as const;

/**
 * Does `work` and takes away the listeners it has added to the process. Vitest ends the process on a signal and prints
 * unhandled errors itself; both are the business of whoever runs it.
 */
export async function withoutListeners<T>(work: () => Promise<T>): Promise<T> {
  const before = EVENTS.map((event) => new Set(process.rawListeners(event)));
  const result = await work();
  EVENTS.forEach((event, index) => {
    for (const listener of process.rawListeners(event)) {
      if (before[index]?.has(listener)) continue;
      process.removeListener(event, listener as () => void);
    }
  });
  return result;
}
