/** A timer that can be set back: rings once, `ms` after it was last armed. */
export class Alarm {
  readonly #ms: number;
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number, ring: () => void) {
    this.#ms = ms;
    this.#ring = ring;
  }

  /** Starts the time anew. */
  arm(): void {
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(this.#ring, this.#ms);
  }

  disarm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
