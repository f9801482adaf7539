import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip } from './clip.ts';

describe('clip', () => {
  it('leaves short texts alone', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(clip(text)).toBe(text);
      }),
    );
  });

  it('bounds any other, and says how long it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 401, max: 5000 }), (length) => {
        const clipped = clip('x'.repeat(length));
        expect(clipped.length).toBeLessThan(440);
        expect(clipped).toContain(`(${length} characters)`);
      }),
    );
  });
});
