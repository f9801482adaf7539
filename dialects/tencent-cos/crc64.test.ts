import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc64 } from './crc64.ts';
import { vectors } from './signature-vectors.fixture.ts';

describe('crc64', () => {
  it.each(vectors.hashes.filter(({ what }) => what === 'crc64-xz'))(
    'of $input is $decimal',
    ({ input, decimal }) => {
      expect(crc64(Buffer.from(input)).toString()).toBe(decimal);
    },
  );

  it('of nothing is 0', () => {
    expect(crc64(new Uint8Array())).toBe(0n);
  });

  it('can be computed piece by piece', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        expect(crc64(second, crc64(first))).toBe(crc64(Buffer.concat([first, second])));
      }),
    );
  });
});
