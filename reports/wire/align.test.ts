import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLines } from './align.ts';
import type { WireLine } from './wire-lines.ts';

const body = (text: string): WireLine => ({ kind: 'body', text });
const header = (name: string, value: string): WireLine => ({
  kind: 'header',
  name,
  text: `${name}: ${value}`,
});
const texts = (target: readonly WireLine[], reference: readonly WireLine[]) =>
  alignLines(target, reference).map((pair) => [pair.target?.text, pair.reference?.text]);

describe('alignLines', () => {
  it('puts the same field beside the same field, whatever their order', () => {
    const target = [header('date', '1'), header('etag', 'a'), header('x', '1'), header('x', '2')];
    const reference = [header('x', '1'), header('etag', 'b'), header('y', '3'), header('date', '1')];
    expect(texts(target, reference)).toEqual([
      ['date: 1', 'date: 1'],
      ['etag: a', 'etag: b'],
      ['x: 1', 'x: 1'],
      ['x: 2', undefined],
      [undefined, 'y: 3'],
    ]);
  });

  it('keeps common lines of a body together around what was put in, left out or changed', () => {
    expect(texts('abxcd'.split('').map(body), 'abcyd'.split('').map(body))).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['x', undefined],
      ['c', 'c'],
      [undefined, 'y'],
      ['d', 'd'],
    ]);
    expect(texts([body('1'), body('2'), body('3')], [body('1'), body('9'), body('3')])[1]).toEqual([
      '2',
      '9',
    ]);
  });

  it('shows every line once, in order, and pairs as many equal body lines as a single change allows', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '<x>').map(body), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (target, reference) => {
        const pairs = alignLines(target, reference);
        expect(pairs.flatMap((pair) => pair.target ?? [])).toEqual(target);
        expect(pairs.flatMap((pair) => pair.reference ?? [])).toEqual(reference);
      }),
    );
    fc.assert(
      fc.property(lines, (same) =>
        alignLines(same, same).every((pair) => pair.target?.text === pair.reference?.text),
      ),
    );
  });

  it('takes messages of any length', () => {
    const long = (mark: string): WireLine[] => Array.from({ length: 3000 }, (_, n) => body(`${mark}${n}`));
    expect(alignLines(long('a'), long('b'))).toHaveLength(3000);
  });
});
