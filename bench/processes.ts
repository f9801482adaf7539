import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** Processor time used so far, microseconds. */
  readonly cpuMicros: () => number;
  /** Largest resident memory so far, bytes. */
  readonly peakBytes: () => number;
  readonly stop: () => void;
}

/** The unit of processor times under /proc: Linux shows a hundred a second to every program. */
const TICK_MICROS = 10_000;

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
    cpuMicros: () => {
      // The fields after the name, which may hold anything, are single words: utime and stime are the 12th and 13th.
      const [, ...words] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ');
      const fields = words.join(') ').split(' ');
      return (Number(fields[11]) + Number(fields[12])) * TICK_MICROS;
    },
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
