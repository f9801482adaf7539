import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeHeader, judgeValue } from './rules.ts';

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
