import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeBytes, sha256 } from './describe-bytes.ts';

describe('describeBytes', () => {
  it('shows text as text, bytes that are none in hex, and long bodies by digest', () => {
    expect(describeBytes(new Uint8Array())).toBe('empty');
    expect(describeBytes(Buffer.from('a"ü\u0000'))).toBe('5 bytes "a\\"ü\\u0000"');
    expect(describeBytes(Uint8Array.of(0xff, 0x00))).toBe('2 bytes hex ff00');
    expect(describeBytes(Buffer.from('\uFEFFx'))).toBe('4 bytes "\uFEFFx"');
    expect(describeBytes(Buffer.alloc(121))).toMatch(/^121 bytes, SHA-256 [0-9a-f]{64}$/);
  });

  it('never shows two bodies alike', () => {
    const body = fc.uint8Array({ maxLength: 130 });
    fc.assert(
      fc.property(body, body, (left, right) => {
        expect(describeBytes(left) === describeBytes(right)).toBe(Buffer.compare(left, right) === 0);
      }),
    );
    expect(describeBytes(Uint8Array.of(0xff))).not.toBe(describeBytes(Uint8Array.of(0xfe)));
  });
});

describe('sha256', () => {
  it('is the digest of FIPS 180-4', () => {
    expect(sha256(Buffer.from('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
