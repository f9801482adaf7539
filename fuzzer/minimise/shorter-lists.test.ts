import { describe, expect, it } from 'vitest';
import { sampleOf } from '../testing/rendering.ts';
import { withShorterLists } from './shorter-lists.ts';

function shorter(name: string, value: string, where: 'header' | 'query' = 'header'): string[] {
  const parameters = [{ in: where, name, value }];
  return [...withShorterLists(sampleOf('GetObject', { parameters }))].map(
    (one) => `${one.parameters[0]?.value}`,
  );
}

describe('lists in fields', () => {
  it('have one item alone, or one less, behind what stands before them', () => {
    expect(shorter('Range', 'bytes=-11, -20,5-')).toEqual([
      'bytes=-11',
      'bytes=-20',
      'bytes=5-',
      'bytes=-20,5-',
      'bytes=-11,5-',
      'bytes=-11, -20',
    ]);
    expect(shorter('Access-Control-Request-Headers', 'a,b')).toEqual(['a', 'b']);
  });

  it('are none in quoted texts, dates, single values and other places', () => {
    expect(shorter('If-Match', '"a,b"')).toEqual([]);
    expect(shorter('If-Modified-Since', 'Sat, 01 Jan 2000 00:00:00 GMT')).toEqual([]);
    expect(shorter('Range', 'bytes=0-1')).toEqual([]);
    expect(shorter('prefix', 'a,b', 'query')).toEqual([]);
  });
});
