import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore, ByteSpan, StoredBlob } from './blob.ts';
import { createBlobStore } from './blob-store.ts';
import { crc64 } from './crc64.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

let parent: string;
let store: BlobStore;

/** Files the store has in its directory. */
function files(): string[] {
  const [own] = readdirSync(parent);
  return own === undefined ? [] : readdirSync(join(parent, own));
}

async function read(blob: StoredBlob, span?: ByteSpan): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of blob.read(span)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function write(...chunks: Uint8Array[]): Promise<StoredBlob> {
  const writer = store.writer();
  for (const chunk of chunks) await writer.write(chunk);
  return writer.commit();
}

/** Lets the removals that a release has started come to their end. */
async function removed(): Promise<void> {
  for (let i = 0; i < 200 && files().length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 5));
}

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'blob-test-'));
  store = createBlobStore({ directory: parent, memoryLimit: 1000, memoryBudget: 10_000 });
});

afterEach(async () => {
  await store.close();
  expect(readdirSync(parent)).toEqual([]);
  rmSync(parent, { recursive: true });
});

describe('writing', () => {
  it('keeps a small blob in memory', async () => {
    const blob = await write(utf8('12345'), utf8('6789'));
    expect(blob.size).toBe(9);
    expect(blob.bytes()).toEqual(utf8('123456789'));
    expect(blob.digests).toEqual({
      md5: '25f9e794323b453885f5181f1b624d0b',
      crc64: 11051210869376104954n,
    });
    expect(readdirSync(parent)).toEqual([]);
  });

  it('puts a large one into a file, which goes with the last reference', async () => {
    const content = randomBytes(200_000);
    const blob = await write(content.subarray(0, 999), content.subarray(999, 1000), content.subarray(1000));
    expect(files()).toHaveLength(1);
    expect(blob.size).toBe(200_000);
    expect(blob.bytes()).toBeUndefined();
    expect(blob.digests).toEqual({
      md5: createHash('md5').update(content).digest('hex'),
      crc64: crc64(content),
    });
    expect(await read(blob)).toEqual(content);
    expect(Buffer.from(await blob.readAll())).toEqual(content);
    blob.retain();
    blob.release();
    expect(await read(blob, { start: 65_535, end: 65_536 })).toEqual(content.subarray(65_535, 65_537));
    blob.release();
    await removed();
    expect(files()).toEqual([]);
    expect(() => blob.retain()).toThrow('the blob is gone');
    expect(() => blob.release()).toThrow('once too often');
  });

  it('draws the line at the memory limit', async () => {
    await write(new Uint8Array(1000));
    expect(readdirSync(parent)).toEqual([]);
    await write(new Uint8Array(1001));
    expect(files()).toHaveLength(1);
  });

  it('computes the digests it is asked for', async () => {
    const blob = await store.receive(
      (async function* () {
        yield utf8('Hello world');
      })(),
      ['sha1', 'sha256'],
    );
    expect(blob.digests).toEqual({
      sha1: '7b502c3a1f48c8609ae212cdfb639dee39673f5e',
      sha256: '64ec88ca00b268e5ba1a35678a1b5316d212f4f366b2477232534a8aeca37f3c',
    });
    expect(store.from(utf8('x'), []).digests).toEqual({});
  });

  it('keeps the order of small and large chunks', async () => {
    const roomy = createBlobStore({ directory: parent });
    const writer = roomy.writer();
    const chunks: Uint8Array[] = [];
    for (let i = 0; i < 1500; i++) chunks.push(randomBytes(i % 400 === 399 ? 5000 : i % 5));
    for (const chunk of chunks) await writer.write(chunk);
    const blob = await writer.commit();
    expect(Buffer.from(blob.bytes() ?? [])).toEqual(Buffer.concat(chunks));
    await roomy.close();
  });

  it('makes an empty blob', async () => {
    const blob = await write();
    expect(blob.size).toBe(0);
    expect(blob.digests.md5).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(await read(blob)).toHaveLength(0);
  });

  it('does not keep the buffers it was given', async () => {
    const shared = new ArrayBuffer(1 << 16);
    const blob = await write(new Uint8Array(shared, 0, 3));
    expect(blob.bytes()?.buffer.byteLength).toBe(3);
  });
});

describe('an upload that breaks off', () => {
  it.each([10, 5000])('leaves nothing of %d bytes', async (size) => {
    const broken = (async function* () {
      yield new Uint8Array(size);
      yield new Uint8Array(size);
      throw new Error('connection lost');
    })();
    await expect(store.receive(broken)).rejects.toThrow('connection lost');
    await removed();
    expect(files()).toEqual([]);
  });

  it('leaves nothing when it is discarded while a chunk is on its way', async () => {
    const writer = store.writer();
    const writing = writer.write(new Uint8Array(5000));
    await writer.discard();
    await writing;
    await removed();
    expect(files()).toEqual([]);
  });

  it('ends the writer', async () => {
    const writer = store.writer();
    await writer.discard();
    await writer.discard();
    expect(() => writer.write(utf8('x'))).toThrow('ended');
    await expect(writer.commit()).rejects.toThrow('ended');
  });

  it('does not mind a discard after the commit', async () => {
    const writer = store.writer();
    await writer.write(new Uint8Array(5000));
    const blob = await writer.commit();
    await writer.discard();
    expect(await read(blob)).toHaveLength(5000);
  });

  it('refuses a chunk while the last one is not taken yet', async () => {
    const writer = store.writer();
    const first = writer.write(new Uint8Array(5000));
    expect(() => writer.write(utf8('x'))).toThrow('busy');
    await first;
    expect(writer.size).toBe(5000);
    await writer.discard();
  });
});

describe('the memory budget', () => {
  it('sends blobs to files once it is used up, and is given back', async () => {
    const blobs: StoredBlob[] = [];
    for (let i = 0; i < 10; i++) blobs.push(await write(new Uint8Array(1000)));
    expect(readdirSync(parent)).toEqual([]);
    const over = await write(new Uint8Array(1000));
    expect(over.bytes()).toBeUndefined();
    blobs[0]?.release();
    expect((await write(new Uint8Array(1000))).bytes()).toBeDefined();
  });

  it('is given back by what was discarded or spilled', async () => {
    for (let i = 0; i < 20; i++) {
      const writer = store.writer();
      await writer.write(new Uint8Array(1000));
      if (i % 2 === 0) await writer.write(new Uint8Array(1));
      await writer.discard();
    }
    expect((await write(new Uint8Array(1000))).bytes()).toBeDefined();
  });

  it('never sends tiny blobs away', async () => {
    const small = createBlobStore({ directory: parent, memoryBudget: 0 });
    const writer = small.writer();
    await writer.write(new Uint8Array(4096));
    const blob = await writer.commit();
    expect(blob.bytes()).toHaveLength(4096);
    await small.close();
  });
});

describe('reading', () => {
  it('goes on for a reader that began before the last reference was given up', async () => {
    const content = randomBytes(300_000);
    const blob = await write(content);
    const chunks = blob.read()[Symbol.asyncIterator]();
    const first = await chunks.next();
    blob.release();
    const rest: Uint8Array[] = [];
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) rest.push(next.value);
    expect(Buffer.concat([first.value, ...rest])).toEqual(content);
    await removed();
    expect(files()).toEqual([]);
  });

  it('gives its reference up when the reader stops early', async () => {
    const blob = await write(randomBytes(300_000));
    for await (const _ of blob.read()) break;
    blob.release();
    await removed();
    expect(files()).toEqual([]);
  });

  it.each([
    { start: 0, end: 9 },
    { start: -1, end: 3 },
    { start: 4, end: 3 },
    { start: 0.5, end: 3 },
    { start: 0, end: Number.NaN },
  ])('refuses %o of nine bytes', (span) => {
    expect(() => store.from(utf8('123456789')).read(span)).toThrow(RangeError);
  });
});

describe('concatenation', () => {
  it('is a blob like any other, in memory or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }),
        fc.nat({ max: 8 }),
        fc.nat(),
        fc.nat(),
        async (contents, split, a, b) => {
          const blobs = await Promise.all(contents.map((content) => write(content, new Uint8Array(0))));
          const nested = store.concat([store.concat(blobs.slice(0, split)), ...blobs.slice(split)]);
          const all = Buffer.concat(contents);
          for (const blob of blobs) blob.release();
          expect(nested.size).toBe(all.length);
          expect(Buffer.from(nested.bytes() ?? [])).toEqual(all);
          expect(await read(nested)).toEqual(all);
          if (contents.length > 1 && split !== 0) expect(nested.digests.crc64 ?? crc64(all)).toBe(crc64(all));
          if (all.length > 0) {
            const start = a % all.length;
            const end = start + (b % (all.length - start));
            expect(await read(nested, { start, end })).toEqual(all.subarray(start, end + 1));
          }
        },
      ),
    );
  });

  it('knows the CRC-64 of the whole but not the MD5', async () => {
    const parts = [await write(utf8('[Object ')), await write(randomBytes(0)), await write(utf8('Content]'))];
    const whole = store.concat(parts);
    expect(whole.digests).toEqual({ crc64: 16749565679157681890n });
    expect(store.concat([store.from(utf8('a'), []), store.from(utf8('b'))]).digests).toEqual({});
  });

  it('is the blob itself when there is only one', async () => {
    const one = await write(utf8('abc'));
    const whole = store.concat([one]);
    one.release();
    expect(whole.digests.md5).toBe('900150983cd24fb0d6963f7d28e17f72');
    whole.release();
    expect(() => whole.retain()).toThrow('gone');
  });

  it('holds the files of its parts', async () => {
    const contents = [randomBytes(70_000), randomBytes(500), randomBytes(2000)];
    const parts = [];
    for (const content of contents) parts.push(await write(content));
    const whole = store.concat(parts);
    for (const part of parts) part.release();
    expect(whole.bytes()).toBeUndefined();
    expect(await read(whole)).toEqual(Buffer.concat(contents));
    expect(files()).toHaveLength(2);
    whole.release();
    await removed();
    expect(files()).toEqual([]);
  });

  it('of ten thousand appends is read in one go', async () => {
    let whole = store.concat([]);
    for (let i = 0; i < 2000; i++) {
      const longer = store.concat([whole, store.from(utf8('x'), ['crc64'])]);
      whole.release();
      whole = longer;
    }
    expect((await read(whole)).toString()).toBe('x'.repeat(2000));
  });
});

describe('closing', () => {
  it('removes the directory and refuses new files', async () => {
    await write(new Uint8Array(5000));
    const [own] = readdirSync(parent);
    expect(existsSync(join(parent, own ?? ''))).toBe(true);
    const writer = store.writer();
    await store.close();
    expect(readdirSync(parent)).toEqual([]);
    await expect(writer.write(new Uint8Array(5000))).rejects.toThrow('closed');
  });
});
