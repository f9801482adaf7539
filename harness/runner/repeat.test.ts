import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptOutcome, CheckRecord } from '../../reports/record.ts';
import { validateRecord } from '../../reports/validate-record.ts';
import { combineAttempts } from './repeat.ts';

function attempt(outcome: AttemptOutcome, change: Partial<CheckRecord> = {}): CheckRecord {
  return {
    kind: 'check',
    id: 'a/b/c',
    operation: 'GetObject',
    operationTitle: 'GET Object',
    title: 'title',
    claims: [],
    level: 'must',
    impact: 'cosmetic',
    outcome,
    ...(outcome === 'inconclusive' ? { reason: { code: 'setup-failed', message: 'status 503' } } : {}),
    mismatches: outcome === 'fail' ? [{ exchange: 0, facet: 'status', expected: '206', got: '200' }] : [],
    divergences:
      outcome === 'divergent' ? [{ exchange: 0, facet: 'header etag', reference: 'a', target: 'b' }] : [],
    referenceFailed: false,
    transcripts: { target: [], reference: [] },
    attempts: 1,
    durationMs: 5,
    ...change,
  };
}

describe('combineAttempts', () => {
  it('keeps the outcome of attempts that agree', () => {
    expect(combineAttempts([attempt('fail'), attempt('fail'), attempt('fail')])).toEqual({
      ...attempt('fail'),
      attempts: 3,
      outcomes: ['fail', 'fail', 'fail'],
      durationMs: 15,
    });
  });

  it('calls attempts that disagree flaky, with the evidence of the worst', () => {
    const { outcome, reason, mismatches } = combineAttempts([
      attempt('pass'),
      attempt('fail'),
      attempt('pass'),
    ]);
    expect([outcome, reason, mismatches.length]).toEqual([
      'flaky',
      { code: 'flaky', message: '3 attempts disagree: 2 pass, 1 fail' },
      1,
    ]);
    expect(combineAttempts([attempt('inconclusive'), attempt('pass')]).reason?.message).toBe(
      '2 attempts disagree: 1 inconclusive, 1 pass; status 503',
    );
  });

  it('keeps a mistake of ours that any attempt showed', () => {
    const broken = { reason: { code: 'check-error', message: 'Error: broken' } };
    const joined = [
      combineAttempts([attempt('pass'), attempt('inconclusive', broken)]),
      combineAttempts([attempt('fail'), attempt('fail', broken)]),
      combineAttempts([attempt('fail', broken), attempt('pass')]),
    ];
    expect(joined.map(({ reason }) => reason?.code)).toEqual(['check-error', 'check-error', 'check-error']);
    expect(joined[0]?.reason?.message).toMatch(/1 pass, 1 inconclusive; Error: broken$/);
    const failed = { referenceFailed: true, referenceProblem: 'status: expected 200, got 404' };
    expect(combineAttempts([attempt('pass'), attempt('pass', failed), attempt('pass')])).toMatchObject(
      failed,
    );
  });

  it('makes a valid record that counts every attempt, whatever they came to', () => {
    const outcome = fc.constantFrom<AttemptOutcome>('pass', 'fail', 'divergent', 'inconclusive');
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 2, maxLength: 6 }), (outcomes) => {
        const [first = attempt('pass'), ...rest] = outcomes.map((one) => attempt(one));
        const record = combineAttempts([first, ...rest]);
        expect(validateRecord(record)).toMatchObject({ valid: true });
        expect([record.attempts, record.outcomes]).toEqual([outcomes.length, outcomes]);
        expect(record.outcome).toBe(new Set(outcomes).size === 1 ? outcomes[0] : 'flaky');
        if (outcomes.includes('fail')) expect(record.mismatches).toHaveLength(1);
      }),
    );
  });
});
