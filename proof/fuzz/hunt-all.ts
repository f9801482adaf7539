import { Worker } from 'node:worker_threads';
import type { Hunt } from './hunt.ts';
import type { HuntAssignment, HuntReport } from './worker.ts';

/**
 * Hunts faults on several threads, each with servers of its own.
 * @param onHunt told of every fault as it is done
 * @returns what became of each, in the order of the ids
 */
export async function huntAll(
  ids: readonly string[],
  assignment: HuntAssignment,
  threads: number,
  onHunt: (hunt: Hunt) => void,
): Promise<Hunt[]> {
  const queue = ids.values();
  const done = new Map<string | undefined, Hunt>();
  const take = (hunt: Hunt): void => {
    done.set(hunt.fault, hunt);
    onHunt(hunt);
  };
  await Promise.all(
    Array.from({ length: Math.min(threads, ids.length) }, () => employ(assignment, queue, take)),
  );
  return ids.flatMap((id) => done.get(id) ?? []);
}

async function employ(
  assignment: HuntAssignment,
  queue: Iterator<string, unknown>,
  take: (hunt: Hunt) => void,
): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: assignment });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.on('message', (report: HuntReport) => {
    if (report.kind === 'hunt') take(report.hunt);
    const next = queue.next();
    if (next.done) resolve();
    else worker.postMessage(next.value);
  });
  worker.on('error', reject);
  try {
    await promise;
  } finally {
    await worker.terminate();
  }
}
