import { escapeTerminal } from '../reports/escape.ts';
import { withoutSecrets } from './known-secrets.ts';

/** Exit codes of every command. They are documented in the README and tested. */
export const EXIT = {
  /** Everything asked for holds. */
  ok: 0,
  /** A check failed, or a gate was broken. */
  failed: 1,
  /** Usage or configuration: a flag, a profile, a file. */
  usage: 2,
  /** The target cannot be reached, or refuses the identities. */
  unreachable: 3,
  /** A bug of ours, among them a reference server that fails its own check. */
  internal: 4,
  /** The run is not complete. */
  incomplete: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error a user can mend: says what, where and how, and ends the command with its exit code. No stack is shown. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** What to do about it. */
  readonly hint: string | undefined;
  constructor(exitCode: ExitCode, message: string, hint?: string) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}

/** Tells the user what to mend, on the error stream. */
export function showCliError({ message, hint }: CliError): void {
  process.stderr.write(`bucketproof: ${escapeTerminal(withoutSecrets(message))}\n`);
  if (hint !== undefined) process.stderr.write(`  ${escapeTerminal(withoutSecrets(hint))}\n`);
}
