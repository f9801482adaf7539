/** A regression case that cannot be used. Says which file, and what would do. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
  /** What to do about it. */
  readonly hint: string;

  constructor(file: string, message: string, hint: string) {
    super(`${file}: ${message}`);
    this.hint = hint;
  }
}
