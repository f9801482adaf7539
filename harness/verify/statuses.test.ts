import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import type { Expectation } from '../check/expectation.ts';
import { acceptedStatuses, refusalsOf } from './statuses.ts';

const anyStatus = fc.integer({ min: 100, max: 599 });
const anyOperation = fc.constantFrom(...dialect.operations);
const anyRefusal = fc.constantFrom(...Object.keys(dialect.refusals));
const simple: fc.Arbitrary<Expectation> = fc.oneof(
  fc.record({ status: anyStatus }),
  fc.record({ status: fc.array(anyStatus) }),
  fc.constant({ success: true } as const),
  fc.record({ refusal: anyRefusal }),
  fc.record({ refusal: fc.array(anyRefusal, { maxLength: 3 }) }),
);

describe('acceptedStatuses', () => {
  it('is sorted and without repetition', () => {
    fc.assert(
      fc.property(anyOperation, fc.array(simple, { minLength: 1 }), (operation, anyOf) => {
        const statuses = acceptedStatuses(dialect, operation, { anyOf });
        expect(statuses).toEqual([...new Set(statuses)].toSorted((a, b) => a - b));
      }),
    );
  });

  it('takes of several expectations what any of them takes, and no more', () => {
    fc.assert(
      fc.property(anyOperation, simple, simple, (operation, left, right) => {
        const each = [left, right].flatMap((one) => acceptedStatuses(dialect, operation, one));
        expect(new Set(acceptedStatuses(dialect, operation, { anyOf: [left, right] }))).toEqual(
          new Set(each),
        );
      }),
    );
  });

  it('reads success out of the operation', () => {
    for (const operation of dialect.operations) {
      const statuses = acceptedStatuses(dialect, operation, { success: true });
      expect(statuses.length, operation.id).toBeGreaterThan(0);
      expect(
        statuses.every((status) => status >= 200 && status < 400),
        operation.id,
      ).toBe(true);
    }
  });
});

describe('refusalsOf', () => {
  it('finds one or several', () => {
    expect(refusalsOf(dialect, 'missing-key').map(({ code }) => code)).toEqual(['NoSuchKey']);
    expect(refusalsOf(dialect, ['missing-key', 'missing-bucket'])).toHaveLength(2);
  });

  it('calls a name nobody gave a mistake', () => {
    expect(() => refusalsOf(dialect, 'no-such')).toThrow(/tencent-cos has no refusal no-such/);
  });
});
