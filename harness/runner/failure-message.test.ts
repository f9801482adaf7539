import { describe, expect, it } from 'vitest';
import type { CheckRecord, Mismatch } from '../../reports/record.ts';
import { failureMessage } from './failure-message.ts';

const mismatch = (index: number): Mismatch => ({
  exchange: 0,
  facet: `facet ${index}`,
  expected: 'a',
  got: 'b',
});

function record(changes: Partial<CheckRecord>): CheckRecord {
  return {
    kind: 'check',
    id: 'a/b/c',
    operation: 'B',
    operationTitle: 'b',
    title: 'it is so',
    claims: ['X-01', 'X-02'],
    level: 'must',
    impact: 'cosmetic',
    outcome: 'pass',
    mismatches: [],
    divergences: [],
    referenceFailed: false,
    transcripts: {
      target: [
        {
          operation: 'B',
          identity: 'main',
          phase: 'act',
          request: {
            method: 'GET',
            target: '/key?uploads&q=1',
            headers: [],
            body: { size: 0, text: '' },
            transport: 'undici',
          },
          durationMs: 1,
        },
      ],
      reference: [],
    },
    attempts: 1,
    durationMs: 1,
    ...changes,
  };
}

describe('failureMessage', () => {
  it('has nothing to say of a check that went well, or differs only from the reference', () => {
    for (const outcome of ['pass', 'divergent', 'skipped'] as const) {
      expect(failureMessage(record({ outcome }))).toBeUndefined();
    }
  });

  it('says what was asked, where, and what came', () => {
    expect(
      failureMessage(
        record({ outcome: 'fail', mismatches: [mismatch(1), { ...mismatch(2), exchange: -1 }] }),
      ),
    ).toBe('it is so (X-01, X-02)\nGET /key: facet 1: expected a, got b\nfacet 2: expected a, got b');
  });

  it('shows the first mismatches of very many', () => {
    const mismatches = Array.from({ length: 8 }, (_, index) => mismatch(index));
    expect(failureMessage(record({ outcome: 'fail', mismatches }))?.split('\n')).toHaveLength(7);
    expect(failureMessage(record({ outcome: 'fail', mismatches }))).toMatch(/and 3 more$/);
  });

  it('says why a check could not be judged, or broke off', () => {
    const reason = { code: 'check-error', message: 'Error: broken' };
    expect(failureMessage(record({ outcome: 'inconclusive', reason }))).toBe(
      'inconclusive\ncheck-error: Error: broken',
    );
    expect(failureMessage(record({ outcome: 'flaky', reason }))).toMatch(/^flaky\n/);
    expect(failureMessage(record({ outcome: 'fail', mismatches: [mismatch(1)], reason }))).toMatch(
      /check-error: Error: broken$/,
    );
  });

  it('never passes over a reference that fails', () => {
    for (const outcome of ['pass', 'fail', 'divergent', 'inconclusive'] as const) {
      const message = failureMessage(
        record({ outcome, referenceFailed: true, mismatches: outcome === 'fail' ? [mismatch(1)] : [] }),
      );
      expect(message).toMatch(/the reference server fails this check/);
    }
    const referenceProblem = 'status: expected 200, got 404';
    expect(failureMessage(record({ referenceFailed: true, referenceProblem }))).toBe(
      'the reference server fails this check: a bug of ours (status: expected 200, got 404)',
    );
  });
});
