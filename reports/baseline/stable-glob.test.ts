import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../glob.ts';
import { hostileText } from '../testing/record-arbitraries.ts';
import { stableGlob } from './stable-glob.ts';

describe('stableGlob', () => {
  it.each([
    ['200', '200'],
    ['absent', 'absent'],
    ['bytes 0-3/10', 'bytes 0-3/10'],
    ['"9e107d9d372bb6826bd81d3542a419d6"', '"*"'],
    ['Sun, 06 Nov 1994 08:49:37 GMT', '*'],
    ['/bp-1a2b3c-own-1250000000/key', '/*/key'],
    ['127.0.0.1:38123 said 2026-01-31T10:00:00.000Z', '127.0.0.1:* said *'],
    ['NTg0NzM2ZjZfMmMwYjFhXzE5ZWRf', '*'],
    ['NoSuchKey', 'NoSuchKey'],
  ])('%s becomes %s', (value, glob) => {
    expect(stableGlob(value, '1a2b3c')).toBe(glob);
  });

  it('matches the value it was made of', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileText, fc.string({ maxLength: 400 })),
        fc.string({ maxLength: 8 }),
        (value, runId) => {
          expect(matchesGlob(stableGlob(value, runId), value)).toBe(true);
        },
      ),
    );
  });
});
