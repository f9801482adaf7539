import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { RunFileRecord } from './record.ts';
import { RecordFileError } from './record-file-error.ts';
import { recordOrder } from './record-order.ts';
import { validateRecord } from './validate-record.ts';

/** Where a run's records go. */
export interface RecordWriter {
  readonly path: string;
  /**
   * Appends one record as one line. When it returns, the line is with the operating system: killing this process
   * loses nothing of it.
   * @throws RecordFileError `invalid`, `order` or `duplicate` when the record is not one a run may write here: a bug
   */
  write(record: RunFileRecord): void;
  /** Flushes to the disk and closes. Calling it again does nothing. */
  close(): void;
}

/**
 * Opens a record file for appending, with its folder. Writing is synchronous on purpose: lines of concurrent checks
 * cannot mix, and a record cannot be lost because nobody waited for it.
 * @param options.replace overwrite an existing file; by default it is refused, for it holds another run
 * @throws RecordFileError `exists`; the system's error when the file cannot be created
 */
export function openRecordWriter(file: string, options: { readonly replace?: boolean } = {}): RecordWriter {
  mkdirSync(path.dirname(file), { recursive: true });
  let descriptor: number | undefined = openNew(file, options.replace ?? false);
  const inOrder = recordOrder(file);
  let line = 0;
  const close = (): void => {
    if (descriptor === undefined) return;
    const open = descriptor;
    descriptor = undefined;
    try {
      flush(open);
    } finally {
      closeSync(open);
    }
  };
  return {
    path: file,
    write(record) {
      if (descriptor === undefined) throw new Error(`${file} is closed`);
      const at = { file, line: line + 1 };
      const validation = validateRecord(record);
      if (!validation.valid) {
        const [problem] = validation.problems;
        const message = `${record.kind} record, ${problem?.pointer || '/'}: ${problem?.message}`;
        throw new RecordFileError('invalid', at, message, problem?.mend ?? '');
      }
      inOrder(record, at.line);
      try {
        writeAll(descriptor, Buffer.from(`${JSON.stringify(record)}\n`, 'utf8'));
      } catch (error) {
        // Half a line may be in the file (a full disk): it has to stay the last one, which readers tolerate.
        closeSync(descriptor);
        descriptor = undefined;
        throw error;
      }
      line += 1;
    },
    close,
  };
}

function openNew(file: string, replace: boolean): number {
  try {
    return openSync(file, replace ? 'w' : 'ax');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    const hint = 'name another file, or move this one away';
    throw new RecordFileError('exists', { file }, 'already holds the records of a run', hint, { cause });
  }
}

/** What is no file on a disk, such as a pipe, has nothing to flush and says EINVAL. */
function flush(descriptor: number): void {
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error;
  }
}

/** The system may take a part of a long line at a time. */
function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
