import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldValue, isFieldName } from './field-value.ts';

describe('fieldValue', () => {
  it('keeps visible text and tabs', () => {
    expect(fieldValue('attachment; filename="a b.txt"')).toBe('attachment; filename="a b.txt"');
    expect(fieldValue('a\tb')).toBe('a\tb');
  });

  it('takes blanks off both ends', () => {
    expect(fieldValue('  x ')).toBe('x');
  });

  it('gives the UTF-8 of other characters as a byte string', () => {
    expect(fieldValue('é')).toBe('\u00c3\u00a9');
    expect(fieldValue('例')).toBe(Buffer.from('例').toString('latin1'));
  });

  it.each(['a\r\nX: y', 'a\nb', '\r', 'a\0b', '\u007f'])('refuses %j', (text) => {
    expect(fieldValue(text)).toBeUndefined();
  });

  it('never lets through what could end a header field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fieldValue(text) ?? '').toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
      }),
    );
  });
});

describe('isFieldName', () => {
  it('takes tokens only', () => {
    expect(isFieldName('color-1')).toBe(true);
    for (const name of ['', 'a b', 'a:b', 'a\r\n', 'é', '(a)']) expect(isFieldName(name)).toBe(false);
  });
});
