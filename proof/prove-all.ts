import { Worker } from 'node:worker_threads';
import type { ClaimedFault } from '../reference-server/faults/fault.ts';
import type { Row } from './matrix.ts';
import type { Assignment, Report } from './worker.ts';

/**
 * Proves faults on several threads, each with servers of its own.
 * @param onRow told of every fault as it is done
 * @returns a row for each fault, in the order of the faults
 */
export async function proveAll(
  faults: readonly ClaimedFault[],
  assignment: Assignment,
  threads: number,
  onRow: (row: Row) => void,
): Promise<Row[]> {
  const queue = faults.map(({ id }) => id).values();
  const rows = new Map<string, Row>();
  const take = (row: Row): void => {
    rows.set(row.fault, row);
    onRow(row);
  };
  const count = Math.min(threads, faults.length);
  await Promise.all(Array.from({ length: count }, () => employ(assignment, queue, take)));
  return faults.flatMap(({ id }) => rows.get(id) ?? []);
}

/** Keeps one thread busy until the queue is empty. */
async function employ(
  assignment: Assignment,
  queue: Iterator<string>,
  take: (row: Row) => void,
): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: assignment });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.on('message', (report: Report) => {
    if (report.kind === 'row') take(report.row);
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
