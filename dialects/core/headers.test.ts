import { describe, expect, it } from 'vitest';
import {
  type HeaderList,
  headerIndex,
  headerValue,
  headerValues,
  withHeader,
  withoutHeader,
} from './headers.ts';

const headers: HeaderList = [
  ['Host', 'h'],
  ['X-A', '1'],
  ['Date', 'd'],
  ['x-a', '2'],
];

describe('headers', () => {
  it('are found whatever their letter case, in wire order', () => {
    expect(headerValues(headers, 'x-A')).toEqual(['1', '2']);
    expect(headerValue(headers, 'X-a')).toBe('1');
    expect(headerValue(headers, 'x')).toBeUndefined();
  });

  it('are indexed by their names in lower case', () => {
    expect([...headerIndex(headers)]).toEqual([
      ['host', ['h']],
      ['x-a', ['1', '2']],
      ['date', ['d']],
    ]);
  });

  it('are removed all at once', () => {
    expect(withoutHeader(headers, 'X-A')).toEqual([
      ['Host', 'h'],
      ['Date', 'd'],
    ]);
  });

  it('are set in the place of the first, or at the end', () => {
    expect(withHeader(headers, 'X-A', '3')).toEqual([
      ['Host', 'h'],
      ['X-A', '3'],
      ['Date', 'd'],
    ]);
    expect(withHeader(headers, 'New', 'n').at(-1)).toEqual(['New', 'n']);
  });

  it('are never changed in place', () => {
    const before = structuredClone(headers);
    withHeader(headers, 'host', 'x');
    withoutHeader(headers, 'host');
    expect(headers).toEqual(before);
  });
});
