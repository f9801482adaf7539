import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { BlobStore, ByteSpan, StoredBlob } from '../blob.ts';
import { createBlobStore } from '../blob-store.ts';

/** A small blob store in a directory of its own, for tests that look at its files. */
export interface BlobFixture {
  /** Where the store makes its directory. */
  parent: string;
  store: BlobStore;
  /** Names of the files the store has. */
  files(): string[];
  /** Lets the removals that a release has started come to their end. */
  removed(): Promise<void>;
  /** Writes the chunks into a blob. */
  write(...chunks: Uint8Array[]): Promise<StoredBlob>;
}

/** A fixture with a new store for every test; up to 1000 bytes a blob and 10 000 in all stay in memory. */
export function blobFixture(): BlobFixture {
  const fixture: BlobFixture = {
    parent: '',
    store: createBlobStore(),
    files() {
      const [own] = readdirSync(fixture.parent);
      return own === undefined ? [] : readdirSync(join(fixture.parent, own));
    },
    async removed() {
      await expect.poll(() => fixture.files()).toEqual([]);
    },
    async write(...chunks) {
      const writer = fixture.store.writer();
      for (const chunk of chunks) await writer.write(chunk);
      return writer.commit();
    },
  };
  beforeEach(() => {
    fixture.parent = mkdtempSync(join(tmpdir(), 'blob-test-'));
    fixture.store = createBlobStore({ directory: fixture.parent, memoryLimit: 1000, memoryBudget: 10_000 });
  });
  afterEach(async () => {
    await fixture.store.close();
    expect(readdirSync(fixture.parent)).toEqual([]);
    rmSync(fixture.parent, { recursive: true });
  });
  return fixture;
}

/** The bytes of a blob, or of a part of it. */
export async function readBlob(blob: StoredBlob, span?: ByteSpan): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of blob.read(span)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
