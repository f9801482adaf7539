import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Crc64, combineCrc64, crc64 } from './crc64.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The definition, bit by bit. */
function reference(bytes: Uint8Array): bigint {
  let crc = 0xffffffffffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0xc96c5795d7870f42n : crc >> 1n;
  }
  return crc ^ 0xffffffffffffffffn;
}

describe('Crc64', () => {
  it.each([
    ['', 0n],
    ['123456789', 11051210869376104954n],
    ['[Object Content]', 16749565679157681890n],
  ])('of %j is %d', (text, value) => {
    expect(crc64(utf8(text))).toBe(value);
  });

  it('follows the definition, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 }), (pieces) => {
        const crc = new Crc64();
        for (const piece of pieces) crc.update(piece);
        expect(crc.value).toBe(reference(Buffer.concat(pieces)));
      }),
      { numRuns: 300 },
    );
  });

  it('can be read while it goes on', () => {
    const crc = new Crc64();
    crc.update(utf8('12345'));
    expect(crc.value).toBe(crc64(utf8('12345')));
    crc.update(utf8('6789'));
    expect(crc.value).toBe(11051210869376104954n);
  });
});

describe('combineCrc64', () => {
  it('is the checksum of the concatenation', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (a, b) => {
        expect(combineCrc64(crc64(a), crc64(b), b.length)).toBe(crc64(Buffer.concat([a, b])));
      }),
    );
  });

  it('is associative for lengths no test could store', () => {
    const lengths = fc.integer({ min: 0, max: 2 ** 51 });
    const value = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(value, value, value, lengths, lengths, (a, b, c, lengthB, lengthC) => {
        const left = combineCrc64(combineCrc64(a, b, lengthB), c, lengthC);
        const right = combineCrc64(a, combineCrc64(b, c, lengthC), lengthB + lengthC);
        expect(left).toBe(right);
      }),
    );
  });
});
