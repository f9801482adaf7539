/** A profile that cannot be used. Says file, line and key, and what would do; never contains a secret. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly file: string;
  /** 1-based; undefined when the fault is in no line, e.g. a missing file. */
  readonly line: number | undefined;
  readonly hint: string | undefined;
  constructor(file: string, line: number | undefined, message: string, hint?: string) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
    this.file = file;
    this.line = line;
    this.hint = hint;
  }
}
