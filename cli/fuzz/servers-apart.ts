import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Target } from '../../harness/target/target.ts';
import type { EmbeddedLike } from '../run/embedded.ts';

/** What a server on the thread is started with: data only. */
export interface ServerOrder {
  readonly dialect: string;
  readonly like: Omit<EmbeddedLike, 'fault'>;
}

/** Embedded servers on a thread of their own, so that answering them takes no time from who asks. */
export interface ServersApart {
  /** Starts one more. @throws when it cannot be started */
  readonly start: (dialect: Dialect, like: ServerOrder['like']) => Promise<Target>;
  /** Ends the thread and all its servers at once. */
  readonly close: () => Promise<void>;
}

/** Starts the thread. */
export function openServersApart(): ServersApart {
  // Published code lies beside the worker's under the same ending.
  const worker = new Worker(new URL(`./servers-worker${extname(import.meta.url)}`, import.meta.url));
  let starting: Promise<unknown> = Promise.resolve();
  return {
    start: (dialect, like) => {
      const order: ServerOrder = { dialect: dialect.name, like };
      const started = starting.then(async (): Promise<Target> => {
        worker.ref();
        worker.postMessage(order);
        const [target] = await once(worker, 'message');
        // Whoever gives up without a word must not be held by servers that nobody needs any more.
        worker.unref();
        return target;
      });
      starting = started.catch(() => undefined);
      return started;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
