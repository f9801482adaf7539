import { describe, expect, it } from 'vitest';
import { lowerHex, onLine, reversed, unescaped } from './signing-checks.ts';

const TEXT = 'get\n/a b\nprefix=%2Fx&z=\nhost=h%3A80&range=bytes%3D0-3\n';

describe('rewritings of HttpString', () => {
  it('touch the line they name and no other', () => {
    const upper = (line: string): string => line.toUpperCase();
    expect(onLine('method', upper).text?.(TEXT)).toBe(TEXT.replace('get', 'GET'));
    expect(onLine('path', upper).text?.(TEXT)).toBe(TEXT.replace('/a b', '/A B'));
    expect(onLine('parameters', reversed).text?.(TEXT)).toBe(
      TEXT.replace('prefix=%2Fx&z=', 'z=&prefix=%2Fx'),
    );
    expect(onLine('headers', lowerHex).text?.(TEXT)).toBe(
      TEXT.replace('h%3A80&range=bytes%3D', 'h%3a80&range=bytes%3d'),
    );
  });

  it('undo the escapes of the characters they name', () => {
    expect(unescaped(':=')('a%3Ab%3Dc%2Fd%20e')).toBe('a:b=c%2Fd%20e');
    expect(unescaped(' ')('a%20b')).toBe('a b');
  });
});
