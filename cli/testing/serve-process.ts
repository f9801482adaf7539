import { afterEach } from 'vitest';
import { type CliProcess, SERVED_IDENTITIES, startCli } from './run-cli.ts';

/** `bucketproof serve` in a process of its own. */
export interface ServeProcess {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Takes flags of `serve`. Starts it on a free port, with the identities of the tests, and returns it when it has said
 * where it listens.
 * @throws when it ends before, with what it printed
 */
export async function startServe(...flags: string[]): Promise<ServeProcess> {
  const server = serveCli(flags);
  return { url: await announcedUrl(server), stop: () => stop(server) };
}

/**
 * For tests that start servers of their own: each is stopped after the test that started it.
 * @returns a function that takes flags of `serve`, starts it and returns its URL
 */
export function serversOfTest(): (...flags: string[]) => Promise<string> {
  const servers: CliProcess[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await stop(server);
  });
  return (...flags) => {
    const server = serveCli(flags);
    // Before it has said anything: one that never does is stopped, too.
    servers.push(server);
    return announcedUrl(server);
  };
}

function serveCli(flags: readonly string[]): CliProcess {
  return startCli(['serve', '--port', '0', ...SERVED_IDENTITIES, ...flags]);
}

async function announcedUrl(server: CliProcess): Promise<string> {
  const announced = (): string | undefined => /http:\/\/[\d.]+:\d+/.exec(server.stdout())?.[0];
  await server.until(() => announced() !== undefined);
  return announced() ?? '';
}

async function stop(server: CliProcess): Promise<void> {
  server.kill('SIGTERM');
  await server.ended;
}
