/** Requests that are sent at the same time where many of a kind are to be sent. */
const PARALLEL = 8;

/** Does `work` on every item, a few at a time. @throws whatever `work` throws first */
export async function parallel<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) await work(item, index);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}
