import { describe, expect, it } from 'vitest';
import { isBeyond, parseClaims, parseUntested } from './claim.ts';

const HEADER = 'id\toperation\tsection\tstrength\tclaim\n';

describe('parseClaims', () => {
  it('reads one claim a line, whatever the line ends', () => {
    const tsv = `${HEADER}T-1\tGET Object\tGET Object\tmust\tIt answers 200\r\n\nT-2\tx\tbeyond:D20\tmay\ty\n`;
    const claims = parseClaims(tsv);
    expect(claims).toEqual([
      { id: 'T-1', topic: 'GET Object', source: 'GET Object', level: 'must', text: 'It answers 200' },
      { id: 'T-2', topic: 'x', source: 'beyond:D20', level: 'may', text: 'y' },
    ]);
    expect(claims.map(isBeyond)).toEqual([false, true]);
  });

  it.each([
    ['an unknown strength', 'T-1\ta\tb\tshall\tc', 'line 2'],
    ['a column too few', 'T-1\ta\tb\tmust', 'line 2'],
    ['a column too many', 'T-1\ta\tb\tmust\tc\td', 'line 2'],
    ['an id that repeats', 'T-1\ta\tb\tmust\tc\nT-1\ta\tb\tmust\td', 'line 3'],
  ])('names the line of %s', (_, lines, where) => {
    expect(() => parseClaims(HEADER + lines)).toThrow(where);
  });
});

describe('parseUntested', () => {
  it('reads a claim and its reason', () => {
    expect(parseUntested('claim\treason\nT-1\tneeds 5 GB\n')).toEqual([
      { claim: 'T-1', reason: 'needs 5 GB' },
    ]);
    expect(parseUntested('claim\treason\n')).toEqual([]);
  });

  it('asks for a reason', () => {
    expect(() => parseUntested('claim\treason\nT-1\t \n')).toThrow('no reason');
  });
});
