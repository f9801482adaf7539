import { shellQuote } from '../../reports/shell-quote.ts';

/** Flags whose values are secrets or name them; their values do not belong into a record. */
const HIDDEN: ReadonlySet<string> = new Set(['--secret']);

/** The command as it was typed, for a record: `bucketproof run --only …`. */
export function commandLine(argv: readonly string[]): string {
  const words = argv.slice(2).map((word, index, all) => (HIDDEN.has(all[index - 1] ?? '') ? '…' : word));
  return ['bucketproof', ...words.map(shellQuote)].join(' ');
}
