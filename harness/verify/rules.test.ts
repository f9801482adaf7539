import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeHeader, judgeValue, namedBy } from './rules.ts';

describe('judgeHeader', () => {
  it('compares a string exactly and asks for one field', () => {
    expect(judgeHeader('4', ['4']).holds).toBe(true);
    expect(judgeHeader('4', ['4', '4']).holds).toBe(false);
    expect(judgeHeader('4', [' 4']).holds).toBe(false);
    expect(judgeHeader('4', [])).toEqual({ holds: false, expected: '"4"', got: 'absent' });
  });

  it('matches a pattern against the whole value, alternatives included', () => {
    expect(judgeHeader(/a|b/, ['a']).holds).toBe(true);
    expect(judgeHeader(/a|b/, ['ab']).holds).toBe(false);
    expect(judgeHeader(/"[0-9A-F]+"/i, ['"0f"']).holds).toBe(true);
  });

  it('knows absent and present', () => {
    expect(judgeHeader({ absent: true }, []).holds).toBe(true);
    expect(judgeHeader({ absent: true }, ['']).holds).toBe(false);
    expect(judgeHeader({ present: true }, ['']).holds).toBe(false);
    expect(judgeHeader({ present: true }, ['x', '']).holds).toBe(false);
    expect(judgeHeader({ present: true }, ['x']).holds).toBe(true);
  });

  it('reads lists across fields, letter case and spacing', () => {
    expect(judgeHeader({ lists: ['PUT', 'x-a'] }, ['get, put', 'X-A']).holds).toBe(true);
    expect(judgeHeader({ lists: ['PUT'] }, ['get, putter']).holds).toBe(false);
    expect(judgeHeader({ lists: [] }, []).holds).toBe(false);
    expect(judgeHeader({ listsNone: ['put'] }, ['GET,PUT']).holds).toBe(false);
    expect(judgeHeader({ listsNone: ['put'] }, []).holds).toBe(true);
  });

  it('takes one of several', () => {
    expect(judgeHeader({ oneOf: ['a', 'b'] }, ['b']).holds).toBe(true);
    expect(judgeHeader({ oneOf: ['a', 'b'] }, ['c']).holds).toBe(false);
    expect(judgeHeader({ oneOf: ['a', 'b'] }, ['a', 'b']).holds).toBe(false);
  });
});

describe('judgeValue', () => {
  it('compares lists with order and sets without', () => {
    expect(judgeValue({ list: ['a', 'b'] }, ['a', 'b']).holds).toBe(true);
    expect(judgeValue({ list: ['a', 'b'] }, ['b', 'a']).holds).toBe(false);
    expect(judgeValue({ set: ['a', 'b'] }, ['b', 'a']).holds).toBe(true);
    expect(judgeValue({ set: ['a', 'b'] }, ['a', 'a']).holds).toBe(false);
    expect(judgeValue({ list: [] }, ['a']).holds).toBe(false);
  });

  it('looks for members', () => {
    expect(judgeValue({ includes: ['a'] }, ['b', 'a']).holds).toBe(true);
    expect(judgeValue({ includes: ['a', 'c'] }, ['b', 'a']).holds).toBe(false);
    expect(judgeValue({ excludes: ['a'] }, ['b']).holds).toBe(true);
    expect(judgeValue({ excludes: ['a'] }, ['a']).holds).toBe(false);
  });

  it('asks for exactly one text where one is expected', () => {
    expect(judgeValue('a', ['a']).holds).toBe(true);
    expect(judgeValue('a', ['a', 'a']).holds).toBe(false);
    expect(judgeValue(/a/, ['a', 'a']).holds).toBe(false);
    expect(judgeValue({ oneOf: ['a'] }, ['a', 'a']).holds).toBe(false);
    expect(judgeValue({ present: true }, []).holds).toBe(false);
    expect(judgeValue({ absent: true }, ['']).holds).toBe(false);
  });

  it('accepts any shuffle of a set and no other list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 8 }),
        fc.array(fc.string(), { maxLength: 8 }),
        (left, right) => {
          const same =
            left.toSorted().join('\u0000') === right.toSorted().join('\u0000') &&
            left.length === right.length;
          expect(judgeValue({ set: left }, right).holds).toBe(same);
          expect(judgeValue({ list: left }, left).holds).toBe(true);
        },
      ),
    );
  });

  it('cuts long lists in reports', () => {
    const many = Array.from({ length: 40 }, (_, index) => `k${index}`);
    expect(judgeValue('x', many).got).toMatch(/and 28 more$/);
  });
});

describe('what a report says of a rule', () => {
  it.each([
    [() => judgeHeader('a', ['b', 'c']), '"a"', '"b", "c"'],
    [() => judgeHeader(/a|b/i, ['c']), 'matching /a|b/i', '"c"'],
    [() => judgeHeader({ absent: true }, ['']), 'absent', '""'],
    [() => judgeHeader({ present: true }, ['']), 'present, not empty', '""'],
    [() => judgeHeader({ present: true }, []), 'present, not empty', 'absent'],
    [() => judgeHeader({ oneOf: ['a', 'b'] }, []), 'one of "a", "b"', 'absent'],
    [() => judgeHeader({ lists: ['A', 'b'] }, ['b']), 'a list with "A", "b"', '"b"'],
    [() => judgeHeader({ listsNone: ['c', 'b'] }, ['a, b']), 'a list without "c", "b"', '"a, b"'],
    [() => judgeValue('a', []), '"a"', 'absent'],
    [() => judgeValue(/a/, ['b']), 'matching /a/', '"b"'],
    [() => judgeValue({ absent: true }, ['x', 'y']), 'absent', '"x", "y"'],
    [() => judgeValue({ present: true }, []), 'present', 'absent'],
    [() => judgeValue({ oneOf: ['a', 'b'] }, ['c']), 'one of "a", "b"', '"c"'],
    [() => judgeValue({ list: ['a', 'b'] }, ['b', 'a']), '"a", "b" in this order', '"b", "a"'],
    [() => judgeValue({ list: ['a'] }, []), '"a"', 'absent'],
    [() => judgeValue({ list: [] }, ['a']), 'absent', '"a"'],
    [() => judgeValue({ set: ['a', 'b'] }, ['a']), '"a", "b" in any order', '"a"'],
    [() => judgeValue({ includes: ['a', 'b'] }, ['a']), 'including "a", "b"', '"a"'],
    [() => judgeValue({ excludes: ['z', 'a'] }, ['a']), 'without "z", "a"', '"a"'],
  ])('%s', (judge, says, shows) => {
    const { holds, expected, got } = judge();
    expect([holds, expected, got]).toEqual([false, says, shows]);
  });

  it('shows twelve of a list whole', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => `k${index}`);
    expect(judgeValue('x', twelve).got).toMatch(/"k11"$/);
    expect(judgeValue('x', [...twelve, 'more']).got).toMatch(/"k11" and 1 more$/);
  });
});

describe('a rule that holds', () => {
  it.each([
    () => judgeHeader(/a/, ['a']),
    () => judgeHeader({ lists: ['a'] }, [' A ']),
    () => judgeValue(/a+/, ['aaa']),
    () => judgeValue({ absent: true }, []),
    () => judgeValue({ present: true }, ['']),
    () => judgeValue({ oneOf: ['a', 'b'] }, ['b']),
    () => judgeValue({ list: [] }, []),
    () => judgeValue({ set: [] }, []),
    () => judgeValue({ includes: [] }, []),
    () => judgeValue({ excludes: [] }, ['a']),
  ])('%s', (judge) => {
    expect(judge().holds).toBe(true);
  });
});

describe('a rule that does not hold', () => {
  it('asks a pattern for one value: none and two are wrong', () => {
    for (const values of [[], ['a', 'a'], ['ba'], ['ab']]) {
      expect(judgeHeader(/a/, values).holds).toBe(false);
      expect(judgeValue(/a/, values).holds).toBe(false);
    }
  });

  it('takes an absent value for none of several, even for an empty one', () => {
    expect(judgeHeader({ oneOf: [''] }, []).holds).toBe(false);
    expect(judgeValue({ oneOf: [''] }, []).holds).toBe(false);
    expect(judgeHeader({ oneOf: [''] }, ['']).holds).toBe(true);
    expect(judgeHeader('', []).holds).toBe(false);
  });

  it('wants all members of a list, and none of the unwanted', () => {
    expect(judgeHeader({ lists: ['a', 'b'] }, ['a']).holds).toBe(false);
    expect(judgeHeader({ listsNone: ['a', 'b'] }, ['a']).holds).toBe(false);
    expect(judgeValue({ excludes: ['a', 'b'] }, ['a']).holds).toBe(false);
  });

  it('gives a stateful pattern the same answer each time', () => {
    const pattern = /a/g;
    expect([1, 2, 3].map(() => judgeHeader(pattern, ['a']).holds)).toEqual([true, true, true]);
  });
});

describe('namedBy', () => {
  it('is every text that a rule names', () => {
    expect(namedBy('a')).toEqual(['a']);
    for (const rule of [/a/, { absent: true }, { present: true }] as const) expect(namedBy(rule)).toEqual([]);
    expect(namedBy({ oneOf: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(namedBy({ list: ['c'] })).toEqual(['c']);
    expect(namedBy({ excludes: [] })).toEqual([]);
  });
});
