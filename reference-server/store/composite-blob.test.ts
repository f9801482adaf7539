import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc64 } from './crc64.ts';
import { blobFixture, readBlob } from './testing/blob-fixture.ts';
import { utf8 } from './testing/store-fixture.ts';

const blobs = blobFixture();

describe('concatenation', () => {
  it('is a blob like any other, in memory or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }),
        fc.nat({ max: 8 }),
        fc.nat(),
        fc.nat(),
        async (contents, split, a, b) => {
          const made = await Promise.all(contents.map((content) => blobs.write(content, new Uint8Array(0))));
          const nested = blobs.store.concat([blobs.store.concat(made.slice(0, split)), ...made.slice(split)]);
          const all = Buffer.concat(contents);
          for (const blob of made) blob.release();
          expect(nested.size).toBe(all.length);
          expect(Buffer.from(nested.bytes() ?? [])).toEqual(all);
          expect(await readBlob(nested)).toEqual(all);
          if (contents.length > 1 && split !== 0) expect(nested.digests.crc64 ?? crc64(all)).toBe(crc64(all));
          if (all.length > 0) {
            const start = a % all.length;
            const end = start + (b % (all.length - start));
            expect(await readBlob(nested, { start, end })).toEqual(all.subarray(start, end + 1));
          }
        },
      ),
    );
  });

  it('knows the CRC-64 of the whole but not the MD5', async () => {
    const parts = [
      await blobs.write(utf8('[Object ')),
      await blobs.write(randomBytes(0)),
      await blobs.write(utf8('Content]')),
    ];
    const whole = blobs.store.concat(parts);
    expect(whole.digests).toEqual({ crc64: 16749565679157681890n });
    expect(
      blobs.store.concat([blobs.store.from(utf8('a'), []), blobs.store.from(utf8('b'))]).digests,
    ).toEqual({});
  });

  it('is the blob itself when there is only one', async () => {
    const one = await blobs.write(utf8('abc'));
    const whole = blobs.store.concat([one]);
    one.release();
    expect(whole.digests.md5).toBe('900150983cd24fb0d6963f7d28e17f72');
    whole.release();
    expect(() => whole.retain()).toThrow('gone');
  });

  it('holds the files of its parts', async () => {
    const contents = [randomBytes(70_000), randomBytes(500), randomBytes(2000)];
    const parts = [];
    for (const content of contents) parts.push(await blobs.write(content));
    const whole = blobs.store.concat(parts);
    for (const part of parts) part.release();
    expect(whole.bytes()).toBeUndefined();
    expect(await readBlob(whole)).toEqual(Buffer.concat(contents));
    expect(blobs.files()).toHaveLength(2);
    whole.release();
    await blobs.removed();
    expect(blobs.files()).toEqual([]);
  });

  it('of ten thousand appends is read in one go', async () => {
    let whole = blobs.store.concat([]);
    for (let i = 0; i < 2000; i++) {
      const longer = blobs.store.concat([whole, blobs.store.from(utf8('x'), ['crc64'])]);
      whole.release();
      whole = longer;
    }
    expect((await readBlob(whole)).toString()).toBe('x'.repeat(2000));
  });
});
