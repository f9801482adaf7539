import { createReadStream } from 'node:fs';
import { RecordFileError } from './record-file-error.ts';

/** One line of a record file, without its line feed. */
export interface RecordLine {
  /** 1-based. */
  readonly number: number;
  /** Where it starts, in bytes. */
  readonly offset: number;
  readonly bytes: Buffer;
  /** False for a last line without line feed: the run was killed while it wrote, or somebody's editor dropped it. */
  readonly complete: boolean;
}

/** Longest line read. A check with a thousand exchanges on both servers stays well below. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

const LINE_FEED = 0x0a;

/**
 * Streams the lines of a file, holding one of them in memory.
 * @throws RecordFileError `too-long`; the system's error when the file cannot be read
 */
export async function* recordLines(file: string, maxBytes = MAX_LINE_BYTES): AsyncGenerator<RecordLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  let offset = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
    if (length <= maxBytes) return;
    const hint = 'is this a record file? bucketproof writes one record a line';
    throw new RecordFileError('too-long', { file, line: number }, `longer than ${maxBytes} bytes`, hint);
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    const bytes: Buffer = chunk;
    let from = 0;
    for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, from)) {
      add(bytes.subarray(from, at));
      yield { number, offset, bytes: Buffer.concat(parts, length), complete: true };
      offset += length + 1;
      number += 1;
      parts = [];
      length = 0;
      from = at + 1;
    }
    if (from < bytes.length) add(bytes.subarray(from));
  }
  if (length > 0) yield { number, offset, bytes: Buffer.concat(parts, length), complete: false };
}
