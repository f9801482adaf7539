import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdSource } from './ids.ts';

const ids = createIdSource();
const sequences = fc.maxSafeNat();

describe('version ids', () => {
  it('give their sequence number back', () => {
    fc.assert(
      fc.property(sequences, (n) => {
        expect(ids.sequenceOf(ids.version(n))).toBe(n);
      }),
    );
  });

  it('sort newest first', () => {
    fc.assert(
      fc.property(sequences, sequences, (a, b) => {
        fc.pre(a < b);
        expect(ids.version(a) > ids.version(b)).toBe(true);
      }),
    );
  });

  it.each(['null', '', 'f'.repeat(32), '0'.repeat(31), '0'.repeat(33), `x${'0'.repeat(31)}`])(
    '%j holds no sequence number',
    (id) => {
      expect(ids.sequenceOf(id)).toBeUndefined();
    },
  );
});

describe('upload ids', () => {
  it('sort oldest first', () => {
    fc.assert(
      fc.property(sequences, sequences, (a, b) => {
        fc.pre(a < b);
        expect(ids.upload(a) < ids.upload(b)).toBe(true);
      }),
    );
  });

  it('take what is random from the caller', () => {
    const fixed = createIdSource((size) => new Uint8Array(size).fill(0xab));
    expect(fixed.upload(1)).toBe(`00000000000001${'ab'.repeat(25)}`);
    expect(fixed.version(0)).toBe(`1fffffffffffff${'ab'.repeat(9)}`);
    expect(ids.upload(1)).not.toBe(ids.upload(1));
  });
});
