import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { readFindings as read, type StoredFinding } from '../../reports/fuzz/read-findings.ts';
import { RecordFileError } from '../../reports/index.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { systemFault } from '../system-fault.ts';

/**
 * The findings at a path: a finding's file, the records of a campaign, or a folder of either. Each once.
 * @throws CliError usage, naming the file and what is wrong with it
 */
export function readFindings(path: string): FindingRecord[] {
  return readStoredFindings(path).map(({ finding }) => finding);
}

/** The same, with the files they are in. */
export function readStoredFindings(path: string): StoredFinding[] {
  try {
    return read(path);
  } catch (error) {
    if (error instanceof RecordFileError) throw new CliError(EXIT.usage, error.message, error.hint);
    throw systemFault(error) ?? error;
  }
}
