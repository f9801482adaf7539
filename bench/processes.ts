import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** Largest resident memory so far, bytes. */
  readonly peakBytes: () => number;
  readonly stop: () => void;
}

/** Starts a script that prints `http://host:port` once it listens. `script` is relative to the project's folder. */
export async function startProcess(script: string, ...args: string[]): Promise<ServerProcess> {
  const root = join(import.meta.dirname, '..');
  const child = spawn(process.execPath, [join(root, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await listening(child);
  const { hostname, port } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    url,
    peakBytes: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
    },
    stop: () => {
      child.kill('SIGKILL');
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/\S+:\d+/.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code} before it listened: ${printed}`)));
  });
}
