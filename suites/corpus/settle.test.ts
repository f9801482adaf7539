import { describe, expect, it } from 'vitest';
import { dialects } from '../../dialects/index.ts';
import type { Observation } from '../../fuzzer/oracles/observation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { objections, settle } from './settle.ts';

const dialect = dialects.find(({ error }) => error.document !== undefined) ?? missing();

function missing(): never {
  throw new Error('no dialect');
}

const observed = (change: Partial<Observation>): Observation => ({
  oracle: 'rule',
  rule: 'xm-two-roots',
  grade: 'fail',
  path: 'status:refused→200',
  expected: 'a refusal',
  got: '200',
  ...change,
});

const answer = (status: number, headers: readonly (readonly [string, string])[] = []): Exchange =>
  ({
    request: { method: 'GET', target: '/', headers: [], body: new Uint8Array() },
    response: { status, reason: '', headers, body: new Uint8Array(), interim: [], anomalies: [] },
  }) as unknown as Exchange;

const finding = {
  rule: 'xm-two-roots',
  says: { documentation: 'a refusal', reference: '400', target: '200' },
};

/** What a check would record. */
function settled(
  exchange: Exchange,
  found: readonly Observation[],
  more: { promoted?: { since: string; expects: string } } = {},
): { readonly judged: number; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  let judged = 0;
  const compare = (_exchange: Exchange, facet: string, expected: unknown, got: unknown): boolean => {
    judged++;
    if (expected === got) return true;
    wrong.push(`${facet}: ${expected}, ${got}`);
    return false;
  };
  settle({ compare, dialect }, { ...finding, ...more }, exchange, found);
  return { judged, wrong };
}

describe('objections', () => {
  it('are what fails anywhere, and the rule of the finding however strong', () => {
    const all = [
      observed({ grade: 'non-strict' }),
      observed({ oracle: 'invariant', rule: 'no-server-error' }),
      observed({ rule: 'other', grade: 'non-strict' }),
      observed({ oracle: 'differential', rule: 'as-reference', grade: 'divergent' }),
    ];
    const of = { oracle: 'rule', rule: 'xm-two-roots' } as const;
    expect(objections(of, all)).toEqual(all.slice(0, 2));
  });
});

describe('settling a case', () => {
  it('judges something, also when there is no objection', () => {
    expect(settled(answer(400), [])).toEqual({ judged: 1, wrong: [] });
  });

  it('records every objection, under the name other checks use for a status', () => {
    const found = [
      observed({}),
      observed({ rule: 'request-id', path: 'header x', expected: 'present', got: 'absent' }),
    ];
    expect(settled(answer(200), found).wrong).toEqual([
      'status: a refusal, 200',
      'request-id: present, absent',
    ]);
  });

  it('lets no objection pass whose texts are the same', () => {
    expect(settled(answer(200), [observed({ expected: 'x', got: 'x' })]).wrong).toHaveLength(1);
  });

  it('holds the outcome to what was promised', () => {
    const promoted = { since: '2026-01-31', expects: '206' };
    expect(settled(answer(206), [], { promoted }).wrong).toEqual([]);
    expect(settled(answer(416), [], { promoted }).wrong).toEqual(['status: 206, 416']);
  });

  it('says nothing of a server that asks to be left alone', () => {
    expect(() => settled(answer(503, [['Retry-After', '1']]), [])).toThrow('overloaded');
    expect(() => settled(answer(429), [])).toThrow('overloaded');
  });
});
