import { Worker } from 'node:worker_threads';

/** What a worker says: that it is free, or what it made of an item. */
export type ThreadReport<T> = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly result: T };

/** Work for threads. */
export interface Work<T> {
  /** The module every thread runs: it takes ids as messages and answers with reports. */
  readonly module: URL;
  /** What every thread is started with; has to survive being copied. */
  readonly assignment: unknown;
  readonly threads: number;
  /** Told of every result as it comes. */
  readonly onResult: (result: T) => void;
}

/**
 * Has ids worked on by several threads, each of which takes the next one as soon as it is free.
 * @returns the results in the order of the ids
 * @throws whatever a thread dies of
 */
export async function onThreads<T>(ids: readonly string[], work: Work<T>): Promise<T[]> {
  const queue = ids.entries();
  const results: T[] = [];
  const take = (index: number, result: T): void => {
    results[index] = result;
    work.onResult(result);
  };
  const count = Math.min(work.threads, ids.length);
  await Promise.all(Array.from({ length: count }, () => employ(work, queue, take)));
  return results;
}

/** Keeps one thread busy until the queue is empty. */
async function employ<T>(
  { module, assignment }: Work<T>,
  queue: IterableIterator<[number, string]>,
  take: (index: number, result: T) => void,
): Promise<void> {
  const worker = new Worker(module, { workerData: assignment });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let at = 0;
  worker.on('message', (report: ThreadReport<T>) => {
    if (report.kind === 'done') take(at, report.result);
    const next = queue.next();
    if (next.done) return resolve();
    const [index, id] = next.value;
    at = index;
    worker.postMessage(id);
  });
  worker.on('error', reject);
  try {
    await promise;
  } finally {
    await worker.terminate();
  }
}
