import type { RunRecord } from './record.ts';
import { shellQuote } from './shell-quote.ts';

/** The command lines a report tells its reader. */
export interface ReportCommands {
  /** Shows one check of this run again: its claims, expected, got, exchanges. */
  readonly explain: (checkId: string) => string;
  /** Runs one check again, signed anew. */
  readonly rerun: (checkId: string, run: RunRecord) => string;
}

export const defaultCommands: ReportCommands = {
  explain: (checkId) => `bucketproof explain ${shellQuote(checkId)}`,
  rerun: (checkId, run) => `${run.command} --only ${shellQuote(checkId)}`,
};
