import { execFileSync } from 'node:child_process';

/**
 * Runs a command line in the POSIX shell and returns the bytes it wrote.
 * @param prelude shell code that comes before it, e.g. a function that stands in for a program
 */
export function runShell(command: string, prelude = ''): Buffer {
  return execFileSync('sh', ['-c', `${prelude}\n${command}`], { env: { PATH: process.env.PATH ?? '' } });
}

/** Shell code that makes `name` print its arguments, each followed by a NUL. */
export function printsArguments(name: string): string {
  return `${name}() { for word in "$@"; do printf '%s\\0' "$word"; done; }`;
}
