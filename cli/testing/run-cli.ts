import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command printed and how it ended. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident set of the process seen, bytes. */
  readonly peakBytes: number;
}

/** Identities of the tests' targets, as the environment gives them. The secrets double as canaries. */
export const CANARIES = { main: 'canary-main-6f1d2b', second: 'canary-second-9c4e7a' } as const;

const ENVIRONMENT = {
  BUCKETPROOF_KEY_ID: 'AKIDmainmainmainmain',
  BUCKETPROOF_SECRET: CANARIES.main,
  BUCKETPROOF_ACCOUNT: '1250000000',
  BUCKETPROOF_SECOND_KEY_ID: 'AKIDsecondsecondsecond',
  BUCKETPROOF_SECOND_SECRET: CANARIES.second,
  BUCKETPROOF_SECOND_ACCOUNT: '1250000001',
} as const;

const MAIN = join(import.meta.dirname, '..', 'main.ts');

/** Runs the command line in a process of its own, as a user would. */
export async function runCli(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, ...ENVIRONMENT, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  let peakBytes = 0;
  const watch = setInterval(() => {
    if (child.pid !== undefined) peakBytes = Math.max(peakBytes, residentBytes(child.pid));
  }, 100);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  return { code, stdout, stderr, peakBytes };
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
