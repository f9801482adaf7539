/** Why the store refused. A dialect turns each kind into its own refusal. */
export type StoreProblemKind =
  | 'bucket-exists'
  | 'bucket-missing'
  | 'bucket-not-empty'
  | 'object-missing'
  | 'version-missing'
  | 'upload-missing'
  | 'part-missing'
  | 'append-position'
  | 'not-appendable';

/** The store cannot do what it was asked; nothing was changed. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem';
  readonly kind: StoreProblemKind;
  constructor(kind: StoreProblemKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
