import { parentPort } from 'node:worker_threads';
import type { ThreadReport } from './on-threads.ts';

/**
 * The thread's half of `onThreads`: works on the ids it is given, one after the other.
 * @throws Error when this is no thread
 */
export function workOnIds<T>(work: (id: string) => Promise<T>): void {
  if (!parentPort) throw new Error('this module runs in threads only');
  const port = parentPort;
  const report = (one: ThreadReport<T>): void => port.postMessage(one);
  port.on('message', async (id: string) => report({ kind: 'done', result: await work(id) }));
  report({ kind: 'ready' });
}
