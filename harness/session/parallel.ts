/** Requests that are sent at the same time where many of a kind are to be sent. */
const PARALLEL = 8;

/**
 * Does `work` on every item, a few at a time. After a failure no item is begun any more; what is under way comes to its
 * end first, so that nothing goes on behind the caller's back.
 * @throws whatever `work` throws first
 */
export async function parallel<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  const left = items.entries();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) {
      try {
        await work(item, index);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  if (failures.length > 0) throw failures[0];
}
