import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutLeadingWhiteSpace } from './white-space.ts';

const blanks = fc.string({ unit: fc.constantFrom(' ', '\t', '\r', '\n') });

describe('withoutLeadingWhiteSpace', () => {
  it('takes away the blanks in front and nothing else', () => {
    fc.assert(
      fc.property(blanks, fc.stringMatching(/^[^ \t\r\n]/u), (front, rest) => {
        const left = withoutLeadingWhiteSpace(Buffer.from(front + rest));
        expect(Buffer.from(left).toString()).toBe(Buffer.from(rest).toString());
      }),
    );
  });

  it('leaves nothing of a body of blanks', () => {
    expect(withoutLeadingWhiteSpace(Buffer.from(' \r\n\t '))).toHaveLength(0);
    expect(withoutLeadingWhiteSpace(new Uint8Array())).toHaveLength(0);
  });
});
