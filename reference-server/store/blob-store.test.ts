import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoredBlob } from './blob.ts';
import { createBlobStore } from './blob-store.ts';
import { crc64 } from './crc64.ts';
import { blobFixture, readBlob } from './testing/blob-fixture.ts';
import { utf8 } from './testing/store-fixture.ts';

const blobs = blobFixture();

describe('writing', () => {
  it('keeps a small blob in memory', async () => {
    const blob = await blobs.write(utf8('12345'), utf8('6789'));
    expect(blob.size).toBe(9);
    expect(blob.bytes()).toEqual(utf8('123456789'));
    expect(blob.digests).toEqual({
      md5: '25f9e794323b453885f5181f1b624d0b',
      crc64: 11051210869376104954n,
    });
    expect(readdirSync(blobs.parent)).toEqual([]);
  });

  it('puts a large one into a file, which goes with the last reference', async () => {
    const content = randomBytes(200_000);
    const blob = await blobs.write(
      content.subarray(0, 999),
      content.subarray(999, 1000),
      content.subarray(1000),
    );
    expect(blobs.files()).toHaveLength(1);
    expect(blob.size).toBe(200_000);
    expect(blob.bytes()).toBeUndefined();
    expect(blob.digests).toEqual({
      md5: createHash('md5').update(content).digest('hex'),
      crc64: crc64(content),
    });
    expect(await readBlob(blob)).toEqual(content);
    expect(Buffer.from(await blob.readAll())).toEqual(content);
    blob.retain();
    blob.release();
    expect(await readBlob(blob, { start: 65_535, end: 65_536 })).toEqual(content.subarray(65_535, 65_537));
    blob.release();
    await blobs.removed();
    expect(blobs.files()).toEqual([]);
    expect(() => blob.retain()).toThrow('the blob is gone');
    expect(() => blob.release()).toThrow('once too often');
  });

  it('draws the line at the memory limit', async () => {
    await blobs.write(new Uint8Array(1000));
    expect(readdirSync(blobs.parent)).toEqual([]);
    await blobs.write(new Uint8Array(1001));
    expect(blobs.files()).toHaveLength(1);
  });

  it('computes the digests it is asked for', async () => {
    const blob = await blobs.store.receive(
      (async function* () {
        yield utf8('Hello world');
      })(),
      ['sha1', 'sha256'],
    );
    expect(blob.digests).toEqual({
      sha1: '7b502c3a1f48c8609ae212cdfb639dee39673f5e',
      sha256: '64ec88ca00b268e5ba1a35678a1b5316d212f4f366b2477232534a8aeca37f3c',
    });
    expect(blobs.store.from(utf8('x'), []).digests).toEqual({});
  });

  it('keeps the order of small and large chunks', async () => {
    const roomy = createBlobStore({ directory: blobs.parent });
    const writer = roomy.writer();
    const chunks: Uint8Array[] = [];
    for (let i = 0; i < 1500; i++) chunks.push(randomBytes(i % 400 === 399 ? 5000 : i % 5));
    for (const chunk of chunks) await writer.write(chunk);
    const blob = await writer.commit();
    expect(Buffer.from(blob.bytes() ?? [])).toEqual(Buffer.concat(chunks));
    await roomy.close();
  });

  it('makes an empty blob', async () => {
    const blob = await blobs.write();
    expect(blob.size).toBe(0);
    expect(blob.digests.md5).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(await readBlob(blob)).toHaveLength(0);
  });

  it('does not keep the buffers it was given', async () => {
    const shared = new ArrayBuffer(1 << 16);
    const blob = await blobs.write(new Uint8Array(shared, 0, 3));
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
    await expect(blobs.store.receive(broken)).rejects.toThrow('connection lost');
    await blobs.removed();
    expect(blobs.files()).toEqual([]);
  });

  it('leaves nothing when it is discarded while a chunk is on its way', async () => {
    const writer = blobs.store.writer();
    const writing = writer.write(new Uint8Array(5000));
    await writer.discard();
    await writing;
    await blobs.removed();
    expect(blobs.files()).toEqual([]);
  });

  it('ends the writer', async () => {
    const writer = blobs.store.writer();
    await writer.discard();
    await writer.discard();
    expect(() => writer.write(utf8('x'))).toThrow('ended');
    await expect(writer.commit()).rejects.toThrow('ended');
  });

  it('does not mind a discard after the commit', async () => {
    const writer = blobs.store.writer();
    await writer.write(new Uint8Array(5000));
    const blob = await writer.commit();
    await writer.discard();
    expect(await readBlob(blob)).toHaveLength(5000);
  });

  it('refuses a chunk while the last one is not taken yet', async () => {
    const writer = blobs.store.writer();
    const first = writer.write(new Uint8Array(5000));
    expect(() => writer.write(utf8('x'))).toThrow('busy');
    await first;
    expect(writer.size).toBe(5000);
    await writer.discard();
  });
});

describe('the memory budget', () => {
  it('sends blobs to files once it is used up, and is given back', async () => {
    const made: StoredBlob[] = [];
    for (let i = 0; i < 10; i++) made.push(await blobs.write(new Uint8Array(1000)));
    expect(readdirSync(blobs.parent)).toEqual([]);
    const over = await blobs.write(new Uint8Array(1000));
    expect(over.bytes()).toBeUndefined();
    made[0]?.release();
    expect((await blobs.write(new Uint8Array(1000))).bytes()).toBeDefined();
  });

  it('is given back by what was discarded or spilled', async () => {
    for (let i = 0; i < 20; i++) {
      const writer = blobs.store.writer();
      await writer.write(new Uint8Array(1000));
      if (i % 2 === 0) await writer.write(new Uint8Array(1));
      await writer.discard();
    }
    expect((await blobs.write(new Uint8Array(1000))).bytes()).toBeDefined();
  });

  it('never sends tiny blobs away', async () => {
    const small = createBlobStore({ directory: blobs.parent, memoryBudget: 0 });
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
    const blob = await blobs.write(content);
    const chunks = blob.read()[Symbol.asyncIterator]();
    const first = await chunks.next();
    blob.release();
    const rest: Uint8Array[] = [];
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) rest.push(next.value);
    expect(Buffer.concat([first.value, ...rest])).toEqual(content);
    await blobs.removed();
    expect(blobs.files()).toEqual([]);
  });

  it('gives its reference up when the reader stops early', async () => {
    const blob = await blobs.write(randomBytes(300_000));
    for await (const _ of blob.read()) break;
    blob.release();
    await blobs.removed();
    expect(blobs.files()).toEqual([]);
  });

  it.each([
    { start: 0, end: 9 },
    { start: -1, end: 3 },
    { start: 4, end: 3 },
    { start: 0.5, end: 3 },
    { start: 0, end: Number.NaN },
  ])('refuses %o of nine bytes', (span) => {
    expect(() => blobs.store.from(utf8('123456789')).read(span)).toThrow(RangeError);
  });
});

describe('closing', () => {
  it('removes the directory and refuses new files', async () => {
    await blobs.write(new Uint8Array(5000));
    const [own] = readdirSync(blobs.parent);
    expect(existsSync(join(blobs.parent, own ?? ''))).toBe(true);
    const writer = blobs.store.writer();
    await blobs.store.close();
    expect(readdirSync(blobs.parent)).toEqual([]);
    await expect(writer.write(new Uint8Array(5000))).rejects.toThrow('closed');
  });
});

describe('reading before the end', () => {
  it.each([400, 4000])(
    'gives what was written so far, in memory and from a file (%i bytes)',
    async (size) => {
      const writer = blobs.store.writer();
      const read = async (): Promise<string> => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of writer.written()) chunks.push(chunk);
        return Buffer.concat(chunks).toString();
      };
      expect(await read()).toBe('');
      await writer.write(Buffer.alloc(size, 'a'));
      expect(await read()).toBe('a'.repeat(size));
      await writer.write(Buffer.alloc(size, 'b'));
      expect(await read()).toBe('a'.repeat(size) + 'b'.repeat(size));
      const early = writer.written();
      const blob = await writer.commit();
      for await (const first of early) {
        expect(first[0]).toBe('a'.charCodeAt(0));
        break;
      }
      expect.assertions(4);
      blob.release();
    },
  );
});
