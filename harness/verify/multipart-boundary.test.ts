import { describe, expect, it } from 'vitest';
import { boundaryOf, withoutBoundaryParameter, withoutDelimiters } from './multipart-boundary.ts';

const text = (body: Uint8Array): string => Buffer.from(body).toString('latin1');

describe('the boundary of a multipart answer', () => {
  it('is quoted or not', () => {
    const of = (value: string): string | undefined => boundaryOf({ headers: [['Content-Type', value]] });
    expect(of('multipart/byteranges; boundary=abc')).toBe('abc');
    expect(of('multipart/byteranges;charset=x; boundary="a b"')).toBe('a b');
    expect(of('text/plain; boundary=abc')).toBeUndefined();
  });

  it('is replaced where it is the parameter, not where the type holds the same letters', () => {
    expect(withoutBoundaryParameter('multipart/mixed; boundary=d; x=d')).toBe(
      'multipart/mixed; boundary=‹boundary›; x=d',
    );
    expect(withoutBoundaryParameter('multipart/mixed; boundary="d"')).toBe(
      'multipart/mixed; boundary=‹boundary›',
    );
  });

  it('is replaced in delimiter lines, not in content', () => {
    const body = Buffer.from('--d\r\nA: d\r\n\r\ndata --d\r\n--d--\r\n');
    expect(text(withoutDelimiters(body, 'd'))).toBe(
      '--(boundary)\r\nA: d\r\n\r\ndata --d\r\n--(boundary)--\r\n',
    );
    expect(withoutDelimiters(body, undefined)).toBe(body);
  });
});
