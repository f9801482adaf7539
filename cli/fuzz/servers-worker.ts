import { parentPort } from 'node:worker_threads';
import { dialectByName } from '../../dialects/index.ts';
import { startEmbedded } from '../run/embedded.ts';
import type { ServerOrder } from './servers-apart.ts';

/** The thread of embedded servers: starts one for each order and answers with the target that reaches it. */
parentPort?.on('message', ({ dialect: name, like }: ServerOrder) => {
  const dialect = dialectByName(name);
  if (!dialect) throw new Error(`no dialect is called ${name}`);
  void startEmbedded(dialect, like).then(({ target }) => parentPort?.postMessage(target));
});
