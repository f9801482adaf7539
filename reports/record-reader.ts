import type { FileHandle } from 'node:fs/promises';
import type { RunFileRecord } from './record.ts';
import { RecordFileError } from './record-file-error.ts';
import { recordLines } from './record-lines.ts';
import { recordOrder } from './record-order.ts';
import { validateRecord } from './validate-record.ts';

/** A record and where it stands, so that it can be read again alone. */
export interface PlacedRecord {
  readonly record: RunFileRecord;
  /** 1-based line. */
  readonly line: number;
  /** Where the line starts and how long it is, in bytes. */
  readonly offset: number;
  readonly length: number;
}

export interface ReadOptions {
  /** Called once when the last line is cut off, as a killed run leaves it. The records before it are good. */
  readonly onTruncated?: (at: { readonly line: number; readonly bytes: number }) => void;
}

/**
 * Streams the records of a file in order, each checked against its schema, holding one of them in memory.
 * @throws RecordFileError with file, line and what to do, when a line is not a known record or out of order. A cut-off
 *   last line is reported through `onTruncated` and not thrown. The system's error when the file cannot be read.
 */
export async function* readRecords(file: string, options: ReadOptions = {}): AsyncGenerator<RunFileRecord> {
  for await (const { record } of readPlacedRecords(file, options)) yield record;
}

/** Like `readRecords`, with the place of each record. */
export async function* readPlacedRecords(
  file: string,
  options: ReadOptions = {},
): AsyncGenerator<PlacedRecord> {
  const inOrder = recordOrder(file);
  let count = 0;
  for await (const line of recordLines(file)) {
    const value = parse(line.bytes);
    if (value === undefined) {
      if (!line.complete) {
        options.onTruncated?.({ line: line.number, bytes: line.bytes.length });
        break;
      }
      const hint = 'each line is one JSON object; restore the line, or make the run again';
      throw new RecordFileError('malformed', { file, line: line.number }, 'is not JSON', hint);
    }
    const record = accept(value.json, file, line.number);
    inOrder(record, line.number);
    count += 1;
    yield { record, line: line.number, offset: line.offset, length: line.bytes.length };
  }
  if (count === 0) {
    throw new RecordFileError('empty', { file }, 'holds no record', 'name the file that a run wrote');
  }
}

/** Reads one record again by its place. The file must not have changed. */
export async function readRecordAt(
  handle: FileHandle,
  file: string,
  place: { readonly line: number; readonly offset: number; readonly length: number },
): Promise<RunFileRecord> {
  const bytes = Buffer.alloc(place.length);
  await handle.read(bytes, 0, place.length, place.offset);
  const value = parse(bytes);
  if (value !== undefined) return accept(value.json, file, place.line);
  const hint = 'wait until the run has ended, then read the file again';
  throw new RecordFileError('malformed', { file, line: place.line }, 'changed while it was read', hint);
}

function parse(bytes: Buffer): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return undefined;
  }
}

function accept(value: unknown, file: string, line: number): RunFileRecord {
  const validation = validateRecord(value);
  if (validation.valid) return validation.record;
  const { problems } = validation;
  const shown = problems.slice(0, 3).map(({ pointer, message }) => `${pointer || '/'} ${message}`);
  const more = problems.length > shown.length ? ` (and ${problems.length - shown.length} more problems)` : '';
  throw new RecordFileError(
    'invalid',
    { file, line },
    shown.join('; ') + more,
    problems[0]?.mend ?? 'make the run again',
  );
}
