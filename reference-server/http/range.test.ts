import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateRange,
  formatContentRange,
  parseRange,
  type RangeOutcome,
  resolveSpec,
  spanLength,
} from './range.ts';

const OPTIONS = { maxRanges: 5 };
const whole: RangeOutcome = { kind: 'whole' };
const unsatisfiable: RangeOutcome = { kind: 'unsatisfiable' };
const HUGE = '9'.repeat(40);

describe('evaluateRange on 10 bytes', () => {
  it.each([
    ['bytes=0-3', [[0, 3]]],
    ['bytes=0-0', [[0, 0]]],
    ['bytes=9-9', [[9, 9]]],
    ['bytes=4-', [[4, 9]]],
    ['bytes=0-', [[0, 9]]],
    ['bytes=-1', [[9, 9]]],
    ['bytes=-10', [[0, 9]]],
    ['bytes=-11', [[0, 9]]],
    ['bytes=5-100', [[5, 9]]],
    ['bytes=0-10', [[0, 9]]],
    ['bytes=007-08', [[7, 8]]],
    [`bytes=3-${HUGE}`, [[3, 9]]],
    [`bytes=-${HUGE}`, [[0, 9]]],
    ['BYTES=0-3', [[0, 3]]],
    [
      'bytes=0-1,4-5',
      [
        [0, 1],
        [4, 5],
      ],
    ],
    [
      'bytes=4-5, 0-1 ,\t-2',
      [
        [4, 5],
        [0, 1],
        [8, 9],
      ],
    ],
    [
      'bytes=,0-1,,4-5,',
      [
        [0, 1],
        [4, 5],
      ],
    ],
    ['bytes=10-12,2-3', [[2, 3]]],
    [
      'bytes=0-5,3-8',
      [
        [0, 5],
        [3, 8],
      ],
    ],
    ['bytes=-0,1-1', [[1, 1]]],
  ])('%s is partial', (value, spans) => {
    expect(evaluateRange(value, 10, OPTIONS)).toEqual({
      kind: 'partial',
      spans: spans.map(([start, end]) => ({ start, end })),
    });
  });

  it.each([
    'bytes=10-',
    'bytes=10-10',
    'bytes=-0',
    'bytes=-00',
    `bytes=${HUGE}-`,
    `bytes=${HUGE}-${HUGE}9`,
    'bytes=10-,11-12',
  ])('%s is unsatisfiable', (value) => {
    expect(evaluateRange(value, 10, OPTIONS)).toEqual(unsatisfiable);
  });

  it.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=,',
    'bytes=-',
    'bytes=abc',
    'bytes=1',
    'bytes=1-2-3',
    'bytes=3-1',
    'bytes=0-3,x',
    'bytes=0-3,5-4',
    `bytes=${HUGE}-1`,
    'bytes=1-+3',
    'bytes=0x1-3',
    'bytes=1.0-3',
    'bytes= 1 - 3',
    'bytes =0-3',
    ' bytes=0-3',
    'items=0-3',
    'xbytes=0-3',
    'bytes:0-3',
    'bytes=0-3;4-5',
    'bytes=٠-٣',
  ])('%j is ignored', (value) => {
    expect(evaluateRange(value, 10, OPTIONS)).toEqual(whole);
  });
});

describe('bounds', () => {
  it('honours as many ranges as it is told and ignores more', () => {
    expect(evaluateRange('bytes=0-0,1-1', 10, { maxRanges: 2 }).kind).toBe('partial');
    expect(evaluateRange('bytes=0-0,1-1,2-2', 10, { maxRanges: 2 })).toEqual(whole);
    expect(evaluateRange('bytes=0-0,,', 10, { maxRanges: 1 }).kind).toBe('partial');
  });

  it('ignores an overlong value', () => {
    const pad = (length: number): string => `bytes=0-0${','.repeat(length - 'bytes=0-0'.length)}`;
    expect(parseRange(pad(4096))).toHaveLength(1);
    expect(parseRange(pad(4097))).toBeUndefined();
  });
});

describe('an empty representation', () => {
  it.each(['bytes=0-', 'bytes=0-0', 'bytes=-0'])('%s is unsatisfiable', (value) => {
    expect(evaluateRange(value, 0, OPTIONS)).toEqual(unsatisfiable);
    expect(evaluateRange(value, 0, { ...OPTIONS, suffixOfEmpty: 'unsatisfiable' })).toEqual(unsatisfiable);
  });

  it('lets the dialect say what a suffix is', () => {
    expect(evaluateRange('bytes=-5', 0, OPTIONS)).toEqual(whole);
    expect(evaluateRange('bytes=0-,-5', 0, { ...OPTIONS, suffixOfEmpty: 'whole' })).toEqual(whole);
    expect(evaluateRange('bytes=-5', 0, { ...OPTIONS, suffixOfEmpty: 'unsatisfiable' })).toEqual(
      unsatisfiable,
    );
  });
});

describe('formatContentRange', () => {
  it('names span and length', () => {
    expect(formatContentRange({ start: 0, end: 3 }, 10)).toBe('bytes 0-3/10');
    expect(formatContentRange(undefined, 10)).toBe('bytes */10');
  });
});

describe('laws', () => {
  const digits = fc.oneof(
    fc.nat({ max: 30 }).map(String),
    fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
  );
  const spec = fc.oneof(
    fc.tuple(digits, digits).map(([a, b]) => `${a}-${b}`),
    digits.map((a) => `${a}-`),
    digits.map((a) => `-${a}`),
  );

  it('every span lies inside and is what a reading with big numbers says', () => {
    fc.assert(
      fc.property(spec, fc.nat({ max: 30 }), (text, length) => {
        const [first = '', last = ''] = text.split('-');
        const size = BigInt(length);
        let expected: RangeOutcome;
        if (first !== '' && last !== '' && BigInt(first) > BigInt(last)) expected = whole;
        else {
          const start = first === '' ? size - (BigInt(last) < size ? BigInt(last) : size) : BigInt(first);
          const end = first === '' || last === '' || BigInt(last) >= size ? size - 1n : BigInt(last);
          const emptySuffix = first === '' && size === 0n && BigInt(last) > 0n;
          if (emptySuffix) expected = whole;
          else if (start >= size || start > end) expected = unsatisfiable;
          else expected = { kind: 'partial', spans: [{ start: Number(start), end: Number(end) }] };
        }
        expect(evaluateRange(`bytes=${text}`, length, OPTIONS)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('a list is the sum of its elements', () => {
    fc.assert(
      fc.property(
        fc.array(spec, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 30 }),
        (specs, length) => {
          const parsed = specs.map((one) => parseRange(`bytes=${one}`));
          const together = parseRange(`bytes=${specs.join(',')}`);
          if (parsed.includes(undefined)) expect(together).toBeUndefined();
          else {
            expect(together).toEqual(parsed.flat());
            for (const one of together ?? []) {
              const span = resolveSpec(one, length);
              if (span) {
                expect(span.start).toBeGreaterThanOrEqual(0);
                expect(span.end).toBeLessThan(length);
                expect(spanLength(span)).toBeGreaterThan(0);
              }
            }
          }
        },
      ),
    );
  });

  it('any text has an outcome', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, length) => {
        expect(['whole', 'partial', 'unsatisfiable']).toContain(evaluateRange(text, length, OPTIONS).kind);
      }),
    );
  });
});
