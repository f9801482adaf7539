import { describe, expect, it } from 'vitest';
import { parseMutationRules } from './mutation-rule.ts';

const HEADER = 'slug\toperations\targs\toutcome\tclaim';
const parse = (line: string) => parseMutationRules(`${HEADER}\n${line}\n`);

describe('parseMutationRules', () => {
  it('reads what a claim says of a change', () => {
    expect(parse('ra-hex\tGetObject,HeadObject\tbytes=.*\tstatus:200,416\tT-1')).toEqual([
      {
        slug: 'ra-hex',
        operations: ['GetObject', 'HeadObject'],
        args: /^(?:bytes=.*)$/s,
        outcome: { kind: 'status', status: [200, 416] },
        claim: 'T-1',
      },
    ]);
  });

  it('reads stars as all of them, and an empty cell as empty text', () => {
    const [all] = parse('a-b\t*\t*\trefused\tT-1');
    expect(all).toMatchObject({ operations: [], args: undefined, outcome: { kind: 'refused' } });
    const [empty] = parse('a-b\t*\t\trefusal:missing-key\tT-1');
    expect(empty?.args?.test('')).toBe(true);
    expect(empty?.args?.test('x')).toBe(false);
    expect(empty?.outcome).toEqual({ kind: 'refusal', refusal: 'missing-key' });
  });

  it.each(['status:', 'status:x', 'accepted', ''])('refuses the outcome %j', (outcome) => {
    expect(() => parse(`a-b\t*\t*\t${outcome}\tT-1`)).toThrow('line 2');
  });

  it('refuses a line of another width', () => {
    expect(() => parse('a-b\t*\trefused')).toThrow('line 2');
  });
});
