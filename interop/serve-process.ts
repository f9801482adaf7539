import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** `bucketproof serve` in a process of its own, as a user starts it. */
export interface ServeProcess {
  /** `host:port` it listens on. */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

/** How long the server may take to say where it listens, ms. */
const START_MS = 20_000;

/** Starts `bucketproof serve` on a free port and waits until it says where. @throws Error with what it printed instead */
export async function startServe(...args: string[]): Promise<ServeProcess> {
  const main = join(import.meta.dirname, '..', 'cli', 'main.ts');
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...args], { stdio: 'pipe' });
  let printed = '';
  const host = await new Promise<string>((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`serve did not start: ${printed}`)), START_MS);
    const listen = (chunk: Buffer): void => {
      printed += chunk.toString();
      const found = /http:\/\/(\S+:\d+)/.exec(printed)?.[1];
      if (found === undefined) return;
      clearTimeout(giveUp);
      resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${printed}`)));
  });
  return {
    host,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
