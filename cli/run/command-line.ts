import { shellQuote } from '../../reports/shell-quote.ts';

/** The command as it was typed, for a record: `bucketproof run --only …`. No flag of `run` takes a secret. */
export function commandLine(argv: readonly string[]): string {
  return ['bucketproof', ...argv.slice(2).map(shellQuote)].join(' ');
}
