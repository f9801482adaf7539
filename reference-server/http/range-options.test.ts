import { describe, expect, it } from 'vitest';
import { evaluateRange, parseRange, type RangeOptions, type RangeOutcome } from './range.ts';

const OPTIONS = { maxRanges: 5 };
const whole: RangeOutcome = { kind: 'whole' };
const unsatisfiable: RangeOutcome = { kind: 'unsatisfiable' };

describe('ranges where dialects differ', () => {
  const options = { maxRanges: 4, maxOverlaps: 1, maxUnordered: 2, excessive: 'unsatisfiable' } as const;

  it.each([
    ['bytes=0-1,2-3', 'partial'],
    ['bytes=0-5,2-8', 'partial'],
    ['bytes=0-5,2-8,4-9', 'unsatisfiable'],
    ['bytes=0-5,0-5,0-5', 'partial'],
    ['bytes=4-5,2-3', 'partial'],
    ['bytes=4-5,2-3,0-1', 'unsatisfiable'],
    ['bytes=0-0,1-1,2-2,3-3,4-4', 'unsatisfiable'],
  ])('%s is %s where too much is refused', (value, kind) => {
    expect(evaluateRange(value, 10, options).kind).toBe(kind);
  });

  it('passes over blanks beside the sign when it is told to', () => {
    expect(parseRange('bytes = 0-3')).toBeUndefined();
    expect(parseRange('bytes = 0-3', { blanks: 'accept' })).toEqual([{ kind: 'from', first: 0, last: 3 }]);
  });
});

describe('ranges that ask for too much', () => {
  const spansOf = (value: string, options: Partial<RangeOptions>): RangeOutcome['kind'] =>
    evaluateRange(value, 100, { maxRanges: 50, ...options }).kind;
  const ordered = 'bytes=0-1,4-5,8-9';
  const backwards = 'bytes=8-9,4-5,0-1';

  it('are ignored or refused, as the dialect says', () => {
    expect(spansOf('bytes=0-1,2-3,4-5', { maxRanges: 2 })).toBe('whole');
    expect(spansOf('bytes=0-1,2-3,4-5', { maxRanges: 2, excessive: 'unsatisfiable' })).toBe('unsatisfiable');
    expect(spansOf('bytes=0-1,2-3,4-5', { maxRanges: 3, excessive: 'unsatisfiable' })).toBe('partial');
  });

  it('are counted as asked for or as there are, as the dialect says', () => {
    const beyond = 'bytes=0-1,2-3,400-401';
    expect(spansOf(beyond, { maxRanges: 2 })).toBe('whole');
    expect(spansOf(beyond, { maxRanges: 2, counted: 'satisfiable' })).toBe('partial');
    expect(spansOf('bytes=0-1,2-3,4-5', { maxRanges: 2, counted: 'satisfiable' })).toBe('whole');
  });

  it('are more than so many in another order than that of the bytes', () => {
    expect(spansOf(backwards, { maxUnordered: 2 })).toBe('whole');
    expect(spansOf(backwards, { maxUnordered: 3 })).toBe('partial');
    expect(spansOf(ordered, { maxUnordered: 2 })).toBe('partial');
    expect(spansOf('bytes=4-5,4-5,4-9', { maxUnordered: 2 })).toBe('partial');
    expect(spansOf('bytes=0-1,8-9,4-5', { maxUnordered: 2 })).toBe('whole');
    expect(spansOf(backwards, {})).toBe('partial');
  });

  it('are more than so many pairs that overlap without being the same', () => {
    expect(spansOf('bytes=0-5,3-8', { maxOverlaps: 0 })).toBe('whole');
    expect(spansOf('bytes=0-5,3-8', { maxOverlaps: 1 })).toBe('partial');
    expect(spansOf('bytes=0-5,3-8', {})).toBe('partial');
    expect(spansOf('bytes=0-5,3-8,4-9', { maxOverlaps: 2 })).toBe('whole');
    expect(spansOf('bytes=0-5,3-8,4-9', { maxOverlaps: 3 })).toBe('partial');
    for (const apart of ['bytes=0-5,0-5', 'bytes=0-5,6-9', 'bytes=6-9,0-5', ordered]) {
      expect(spansOf(apart, { maxOverlaps: 0 })).toBe('partial');
    }
    for (const touching of [
      'bytes=0-5,5-9',
      'bytes=5-9,0-5',
      'bytes=0-5,0-4',
      'bytes=0-5,1-5',
      'bytes=1-4,0-9',
    ]) {
      expect(spansOf(touching, { maxOverlaps: 0 })).toBe('whole');
    }
  });

  it('count only where they mean bytes that are there', () => {
    expect(spansOf('bytes=200-,0-1', { maxUnordered: 1 })).toBe('partial');
    expect(spansOf('bytes=200-300,250-300', { maxOverlaps: 0 })).toBe('unsatisfiable');
  });
});

describe('blanks', () => {
  it('around the sign after the unit are passed over where the dialect does', () => {
    for (const value of ['bytes =0-1', 'bytes \t =0-1']) {
      expect(parseRange(value)).toBeUndefined();
      expect(parseRange(value, { blanks: 'refuse' })).toBeUndefined();
      expect(parseRange(value, { blanks: 'accept' })).toEqual([{ kind: 'from', first: 0, last: 1 }]);
    }
    expect(parseRange('bytes=0-1', { blanks: 'accept' })).toEqual([{ kind: 'from', first: 0, last: 1 }]);
    for (const value of ['xbytes=0-1', 'bytesx=0-1', ' bytes=0-1']) {
      expect([parseRange(value), parseRange(value, { blanks: 'accept' })]).toEqual([undefined, undefined]);
    }
  });

  it('around ranges are passed over, however many', () => {
    expect(parseRange('bytes= \t 0-1 \t ,  -2')).toEqual([
      { kind: 'from', first: 0, last: 1 },
      { kind: 'suffix', length: 2 },
    ]);
    expect(parseRange('bytes=0- 1')).toBeUndefined();
  });
});

describe('what is read', () => {
  it('says of each range which kind it is', () => {
    expect(parseRange('bytes=3-,4-5,-6')).toEqual([
      { kind: 'from', first: 3, last: undefined },
      { kind: 'from', first: 4, last: 5 },
      { kind: 'suffix', length: 6 },
    ]);
  });

  it('of nothing has a suffix, and no other range', () => {
    expect(evaluateRange('bytes=-5', 0, OPTIONS)).toEqual(whole);
    expect(evaluateRange('bytes=-0', 0, OPTIONS)).toEqual(unsatisfiable);
    expect(evaluateRange('bytes=0-5', 0, OPTIONS)).toEqual(unsatisfiable);
    expect(evaluateRange('bytes=0-', 0, OPTIONS)).toEqual(unsatisfiable);
    expect(evaluateRange('bytes=-5', 0, { ...OPTIONS, suffixOfEmpty: 'unsatisfiable' })).toEqual(
      unsatisfiable,
    );
    expect(evaluateRange('bytes=10-,-0', 10, OPTIONS)).toEqual(unsatisfiable);
  });
});
