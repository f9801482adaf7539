import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { claimsOf } from './rule.ts';

const get = operationById(tencentCos, 'GetObject');

function dialect(byOperation: Record<string, readonly string[]>) {
  return { ...tencentCos, derivedClaims: { rule: byOperation } };
}

describe('claims of a rule', () => {
  it('are those of the operation and those of every operation, each once', () => {
    const given = dialect({ '*': ['T-ERR-12', 'T-ERR-14'], GetObject: ['T-GETOBJ-08', 'T-ERR-14'] });
    expect(claimsOf(given, 'rule', get)).toEqual(['T-GETOBJ-08', 'T-ERR-14', 'T-ERR-12']);
  });

  it('are none for a rule or an operation that is given none', () => {
    expect(claimsOf(dialect({ PutObject: ['T-PUTOBJ-01'] }), 'rule', get)).toEqual([]);
    expect(claimsOf(dialect({ '*': ['T-ERR-12'] }), 'other rule', get)).toEqual([]);
  });

  it('are none where the operation is taken out by an empty list', () => {
    expect(claimsOf(dialect({ '*': ['T-ERR-12'], GetObject: [] }), 'rule', get)).toEqual([]);
  });

  it('keep an id the dialect does not know, so that the mistake is reported', () => {
    expect(claimsOf(dialect({ '*': ['T-NONE-01'] }), 'rule', get)).toEqual(['T-NONE-01']);
  });
});
