import { clip, visible } from '../escape.ts';

/** A baseline that cannot be used. Says file, line and what would do. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
  readonly file: string;
  /** 1-based; absent when the fault is in no line. */
  readonly line?: number;
  readonly hint?: string;

  constructor(file: string, line: number | undefined, message: string, hint?: string) {
    super(visible(clip(`${file}${line === undefined ? '' : `:${line}`}: ${message}`, 2000)));
    this.file = file;
    if (line !== undefined) this.line = line;
    if (hint !== undefined) this.hint = hint;
  }
}
