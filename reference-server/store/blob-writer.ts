import { type FileHandle, open } from 'node:fs/promises';
import type { BlobWriter, HashName, StoredBlob } from './blob.ts';
import { DigestSet } from './digest.ts';
import { FileBlob } from './file-blob.ts';
import { MemoryBlob } from './memory-blob.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { TempDirectory } from './temp-directory.ts';

/** What the writers of one blob store share. */
export interface WriterSurroundings {
  readonly directory: TempDirectory;
  readonly budget: MemoryBudget;
  /** Blobs of more bytes than this go to a file. */
  readonly memoryLimit: number;
  /** Blobs of up to as many bytes stay in memory even when the budget is used up. */
  readonly tinyLimit: number;
}

/** Chunks below this size are put together, so that what each of them costs beside its bytes does not add up. */
const SMALL_BYTES = 4096;
const SMALL_COUNT = 256;

/** Collects a blob in memory until it is too large for that, then in a file. */
export class SpillingWriter implements BlobWriter {
  readonly #in: WriterSurroundings;
  readonly #digests: DigestSet;
  #chunks: Uint8Array[] = [];
  #small: Uint8Array[] = [];
  #budgeted = 0;
  #size = 0;
  #file: { readonly path: string; readonly handle: FileHandle } | undefined;
  #state: 'idle' | 'busy' | 'ended' = 'idle';
  /** Bytes that have reached the file. */
  #onFile = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(surroundings: WriterSurroundings, hashes: readonly HashName[]) {
    this.#in = surroundings;
    this.#digests = new DigestSet(hashes);
  }

  get size(): number {
    return this.#size;
  }

  write(chunk: Uint8Array): Promise<void> {
    this.#enter();
    this.#digests.update(chunk);
    this.#size += chunk.length;
    if (!this.#file && this.#fits(chunk.length)) {
      this.#keep(chunk);
      this.#leave();
      return Promise.resolve();
    }
    this.#writing = this.#append(chunk).finally(() => this.#leave());
    return this.#writing;
  }

  written(): AsyncGenerator<Uint8Array, void, undefined> {
    const file = this.#file;
    return file && this.#onFile > 0
      ? beginningOf(file.path, this.#onFile)
      : inMemory([...this.#chunks, ...this.#small]);
  }

  async commit(): Promise<StoredBlob> {
    this.#enter();
    const file = this.#file;
    if (!file) {
      this.#state = 'ended';
      return this.#commitMemory();
    }
    try {
      await file.handle.close();
    } catch (error) {
      this.#leave();
      throw error;
    }
    this.#state = 'ended';
    const { directory } = this.#in;
    return new FileBlob(file.path, this.#size, this.#digests.finish(), () => directory.discard(file.path));
  }

  async discard(): Promise<void> {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    await this.#writing.catch(() => undefined);
    this.#dropMemory();
    if (!this.#file) return;
    await this.#file.handle.close().catch(() => undefined);
    this.#in.directory.discard(this.#file.path);
  }

  /** Whether `more` bytes may stay in memory; counts them when they do. */
  #fits(more: number): boolean {
    const { budget, memoryLimit, tinyLimit } = this.#in;
    if (this.#size > memoryLimit) return false;
    if (this.#size <= tinyLimit) budget.take(more);
    else if (!budget.tryTake(more)) return false;
    this.#budgeted += more;
    return true;
  }

  #keep(chunk: Uint8Array): void {
    if (chunk.length < SMALL_BYTES) {
      this.#small.push(chunk);
      if (this.#small.length >= SMALL_COUNT) this.#flushSmall();
      return;
    }
    this.#flushSmall();
    this.#chunks.push(chunk);
  }

  #flushSmall(): void {
    if (this.#small.length > 0) this.#chunks.push(join(this.#small));
    this.#small = [];
  }

  async #append(chunk: Uint8Array): Promise<void> {
    if (!this.#file) {
      const path = this.#in.directory.newFile();
      this.#file = { path, handle: await open(path, 'wx', 0o600) };
      this.#flushSmall();
      const held = this.#chunks;
      for (const one of held) await writeAll(this.#file.handle, one);
      this.#dropMemory();
      this.#onFile = held.reduce((sum, { length }) => sum + length, 0);
    }
    await writeAll(this.#file.handle, chunk);
    this.#onFile += chunk.length;
  }

  #commitMemory(): StoredBlob {
    // One piece of exactly this size: the chunks may be windows into much larger buffers.
    const bytes = join([...this.#chunks, ...this.#small]);
    this.#chunks = [];
    this.#small = [];
    const { budget } = this.#in;
    return new MemoryBlob(bytes, this.#digests.finish(), () => budget.give(bytes.length));
  }

  #dropMemory(): void {
    this.#chunks = [];
    this.#small = [];
    this.#in.budget.give(this.#budgeted);
    this.#budgeted = 0;
  }

  #enter(): void {
    if (this.#state !== 'idle') throw new Error(`the blob writer is ${this.#state}`);
    this.#state = 'busy';
  }

  #leave(): void {
    if (this.#state === 'busy') this.#state = 'idle';
  }
}

/** The first bytes of a file, by a handle of its own: the writer's may be closed while somebody reads. */
async function* beginningOf(path: string, length: number): AsyncGenerator<Uint8Array, void, undefined> {
  const handle = await open(path, 'r');
  try {
    yield* handle.createReadStream({ start: 0, end: length - 1, autoClose: false });
  } finally {
    await handle.close();
  }
}

async function* inMemory(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}
