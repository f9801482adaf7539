import type { RunFileRecord } from './record.ts';
import { RecordFileError } from './record-file-error.ts';

/**
 * The order every record file keeps: `run` first and once, each check once, nothing after `end`.
 * @param file named in the errors
 * @returns a function to call with each record and its line; it throws RecordFileError (`order`, `duplicate`)
 */
export function recordOrder(file: string): (record: RunFileRecord, line: number) => void {
  // Of a check only its id stays in memory.
  const seen = new Map<string, number>();
  let last: RunFileRecord['kind'] | undefined;
  return (record, line) => {
    const refuse = (message: string, hint: string): never => {
      throw new RecordFileError('order', { file, line }, message, hint);
    };
    const joined = 'one file holds one run; read each run from a file of its own';
    if (last === undefined && record.kind !== 'run') {
      refuse(`starts with a ${record.kind} record`, 'the first line of a file is its run record; restore it');
    }
    if (last !== undefined && record.kind === 'run') refuse('a second run record', joined);
    if (last === 'end') refuse(`a ${record.kind} record after the end record`, joined);
    if (record.kind === 'check') {
      const first = seen.get(record.id);
      if (first !== undefined) {
        const message = `check ${record.id} already stands on line ${first}`;
        throw new RecordFileError('duplicate', { file, line }, message, 'record each check once');
      }
      seen.set(record.id, line);
    }
    last = record.kind;
  };
}
