import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownUploadId } from './missing-upload.ts';

describe('an upload id that was never handed out', () => {
  it('differs from the real one, and where that has digits only in them', () => {
    fc.assert(
      fc.property(fc.string(), (real) => {
        const unknown = unknownUploadId(real);
        expect(unknown).not.toBe(real);
        if (/\d/.test(real)) expect(unknown.replace(/\d/g, '#')).toBe(real.replace(/\d/g, '#'));
      }),
    );
  });
});
