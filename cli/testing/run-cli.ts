import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../package-root.ts';

/** What a command printed and how it ended. */
export interface CliResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident set of the process seen, bytes. */
  readonly peakBytes: number;
}

/** A command under way. */
export interface CliProcess {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends a signal to the process group, as a terminal does with Ctrl-C. */
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when `holds` does. @throws when the command ends before, with what it printed */
  readonly until: (holds: () => boolean) => Promise<void>;
  readonly ended: Promise<CliResult>;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Identities of the tests' targets, as the environment gives them. The secrets double as canaries. */
export const CANARIES = { main: 'canary-main-6f1d2b', second: 'canary-second-9c4e7a' } as const;

export const ENVIRONMENT = {
  BUCKETPROOF_KEY_ID: 'AKIDmainmainmainmain',
  BUCKETPROOF_SECRET: CANARIES.main,
  BUCKETPROOF_ACCOUNT: '1250000000',
  BUCKETPROOF_SECOND_KEY_ID: 'AKIDsecondsecondsecond',
  BUCKETPROOF_SECOND_SECRET: CANARIES.second,
  BUCKETPROOF_SECOND_ACCOUNT: '1250000001',
} as const;

/** Flags that let `serve` know those identities. */
export const SERVED_IDENTITIES = [
  '--identity',
  `${ENVIRONMENT.BUCKETPROOF_KEY_ID}:${CANARIES.main}:${ENVIRONMENT.BUCKETPROOF_ACCOUNT}`,
  `${ENVIRONMENT.BUCKETPROOF_SECOND_KEY_ID}:${CANARIES.second}:${ENVIRONMENT.BUCKETPROOF_SECOND_ACCOUNT}`,
] as const;

/** Where Node keeps what it has compiled: every command starts twice as fast. */
export const COMPILED: string = join(packageRoot, 'node_modules', '.cache', 'bucketproof-tests');

export const MAIN: string = join(import.meta.dirname, '..', 'main.ts');

/** Starts the command line in a process group of its own, as a user's shell would. */
export function startCli(args: readonly string[], options: CliOptions = {}): CliProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED, ...ENVIRONMENT, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stdout = textOf(child.stdout);
  const stderr = textOf(child.stderr);
  let over = false;
  const ended = watchMemory(child).then((result) => {
    over = true;
    return { ...result, stdout: stdout(), stderr: stderr() };
  });
  return {
    stdout,
    stderr,
    kill: (signal) => {
      if (child.pid !== undefined && !over) process.kill(-child.pid, signal);
    },
    until: async (holds) => {
      while (!holds()) {
        if (over) throw new Error(`ended before: ${stdout()}${stderr()}`);
        await sleep(5);
      }
    },
    ended,
  };
}

/** Runs the command line to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).ended;
}

function textOf(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

async function watchMemory(child: ChildProcess): Promise<Pick<CliResult, 'code' | 'peakBytes'>> {
  let peakBytes = 0;
  const watch = setInterval(() => {
    if (child.pid !== undefined) peakBytes = Math.max(peakBytes, residentBytes(child.pid));
  }, 100);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  return { code, peakBytes };
}

/** Resident memory of a process by /proc; 0 where there is none. */
function residentBytes(pid: number): number {
  try {
    const [, kib = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) * 1024;
  } catch {
    return 0;
  }
}
