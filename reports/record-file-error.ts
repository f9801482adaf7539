import { clip, visible } from './escape.ts';

/** What can be wrong with a record file. Match on these, not on messages. */
export type RecordFileFault =
  /** A line is not JSON. */
  | 'malformed'
  /** A record does not fit its schema, or its kind or format version is unknown. */
  | 'invalid'
  /** Records in an order no run writes: no `run` first, a second one, something after `end`. */
  | 'order'
  /** Two records of one check. */
  | 'duplicate'
  /** A line longer than any run writes. */
  | 'too-long'
  /** Nothing in it. */
  | 'empty'
  /** A run must not overwrite another's records. */
  | 'exists';

/** A record file that cannot be used, said so that it can be mended: file, line, JSON pointer, what to do. */
export class RecordFileError extends Error {
  override readonly name = 'RecordFileError';
  readonly code: RecordFileFault;
  readonly file: string;
  /** 1-based; absent when it is about the file. */
  readonly line?: number;
  /** What to do about it. */
  readonly hint: string;

  constructor(
    code: RecordFileFault,
    at: { readonly file: string; readonly line?: number },
    message: string,
    hint: string,
    options?: ErrorOptions,
  ) {
    const place = at.line === undefined ? at.file : `${at.file}:${at.line}`;
    // The message may quote the file, and the file may come from anybody.
    super(visible(clip(`${place}: ${message}`, 2000)), options);
    this.code = code;
    this.file = at.file;
    if (at.line !== undefined) this.line = at.line;
    this.hint = visible(clip(hint, 500));
  }
}
