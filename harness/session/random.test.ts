import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('seededRandom', () => {
  it('gives what it has always given: a seed is in commands that people keep', () => {
    const random = seededRandom(20180501, 'a/b/c');
    expect([
      Buffer.from(random.bytes(8)).toString('hex'),
      random.word(8),
      random.below(1000),
    ]).toMatchInlineSnapshot(`
      [
        "b6023a6789d611ba",
        "qefu13us",
        816,
      ]
    `);
  });

  it('gives the same stream for the same seed and label', () => {
    fc.assert(
      fc.property(seed, fc.string(), fc.array(fc.nat(200), { maxLength: 6 }), (number, label, sizes) => {
        const [one, two] = [seededRandom(number, label), seededRandom(number, label)];
        for (const size of sizes) expect(one.bytes(size)).toEqual(two.bytes(size));
      }),
    );
  });

  it('gives one stream however it is cut', () => {
    fc.assert(
      fc.property(seed, fc.array(fc.nat(100), { maxLength: 6 }), (number, sizes) => {
        const [cut, whole] = [seededRandom(number, ''), seededRandom(number, '')];
        const parts = sizes.map((size) => Buffer.from(cut.bytes(size)));
        expect(parts.map(({ length }) => length)).toEqual(sizes);
        expect(Buffer.concat(parts)).toEqual(
          Buffer.from(whole.bytes(sizes.reduce((sum, size) => sum + size, 0))),
        );
      }),
    );
  });

  it('gives other streams for other seeds and labels', () => {
    fc.assert(
      fc.property(fc.tuple(seed, fc.string()), fc.tuple(seed, fc.string()), (one, other) => {
        fc.pre(one[0] !== other[0] || one[1] !== other[1]);
        expect(seededRandom(...one).bytes(16)).not.toEqual(seededRandom(...other).bytes(16));
      }),
    );
  });

  it('stays below its bound and reaches all below it', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 2 ** 32 }), (number, bound) => {
        const drawn = seededRandom(number, 'x').below(bound);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
      }),
    );
    const random = seededRandom(1, 'x');
    expect(new Set(Array.from({ length: 200 }, () => random.below(5))).size).toBe(5);
  });

  it('makes words that can stand in keys and names', () => {
    fc.assert(
      fc.property(seed, fc.nat(40), (number, length) => {
        expect(seededRandom(number, 'x').word(length)).toMatch(new RegExp(`^[a-z0-9]{${length}}$`));
      }),
    );
  });
});
