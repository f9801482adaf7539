/** Counts the references on something that has to be given back with the last of them. */
export class ReferenceCount {
  #count = 1;
  readonly #onLast: () => void;

  /** Starts with one reference. */
  constructor(onLast: () => void) {
    this.#onLast = onLast;
  }

  /** @throws Error when the last reference is gone already */
  retain(): void {
    if (this.#count === 0) throw new Error('the blob is gone');
    this.#count++;
  }

  /** @throws Error when there is no reference left to give up */
  release(): void {
    if (this.#count === 0) throw new Error('the blob was released once too often');
    if (--this.#count === 0) this.#onLast();
  }
}
