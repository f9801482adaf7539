import { mkdtempSync, rmSync } from 'node:fs';
import { rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Directories that a process which ends without closing its stores must not leave behind. */
const open = new Set<string>();

function removeOpen(): void {
  for (const path of open) rmSync(path, { recursive: true, force: true });
}

/** A directory of one's own for temporary files, made when the first file is asked for. */
export class TempDirectory {
  readonly #parent: string;
  #path: string | undefined;
  #files = 0;
  #closed = false;
  readonly #removals = new Set<Promise<void>>();

  /** @param parent where to make it; default: the system's directory for temporary files */
  constructor(parent: string = tmpdir()) {
    this.#parent = parent;
  }

  /** Path of the directory; undefined while there is none. */
  get path(): string | undefined {
    return this.#path;
  }

  /** Path for a new file. @throws Error after `close` */
  newFile(): string {
    if (this.#closed) throw new Error('the store is closed');
    if (this.#path === undefined) {
      this.#path = mkdtempSync(join(this.#parent, 'bucketproof-'));
      if (open.size === 0) process.on('exit', removeOpen);
      open.add(this.#path);
    }
    return join(this.#path, String(this.#files++));
  }

  /** Removes a file some time soon; `close` waits for it. A file that is not there is fine. */
  discard(file: string): void {
    const removal = unlink(file)
      .catch(() => undefined)
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  /** Waits for the removals under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#removals);
  }

  /** Removes the directory with everything in it. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
    if (this.#path === undefined) return;
    await rm(this.#path, { recursive: true, force: true });
    open.delete(this.#path);
    if (open.size === 0) process.off('exit', removeOpen);
  }
}
