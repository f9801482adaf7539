import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenPauses, planWrites, type WriteStep } from './raw-plan.ts';
import { bytesOf, textOf } from './testing/requests.ts';

const shown = (steps: readonly WriteStep[]) =>
  steps.map((step) => (step.kind === 'write' ? textOf(step.bytes) : step));

describe('planWrites', () => {
  const bytes = bytesOf('headbody');

  it('writes everything at once unless told otherwise', () => {
    expect(shown(planWrites(bytes, { headSize: 4 }))).toEqual(['headbody']);
  });

  it('puts pauses and the wait for 100 Continue where they belong', () => {
    const steps = planWrites(bytes, {
      headSize: 4,
      pauses: [
        { after: 6, ms: 2 },
        { after: 1, ms: 1 },
      ],
      expectContinue: { waitMs: 3 },
      halfClose: true,
    });
    expect(shown(steps)).toEqual([
      'h',
      { kind: 'pause', ms: 1 },
      'ead',
      { kind: 'await-continue', ms: 3 },
      'bo',
      { kind: 'pause', ms: 2 },
      'dy',
      { kind: 'half-close' },
    ]);
  });

  it('stops where it is told, and then does as it is told', () => {
    const stopping = (afterwards: 'wait' | 'half-close' | 'close' | 'reset') =>
      shown(
        planWrites(bytes, {
          headSize: 4,
          stopAfter: { bytes: 5, afterwards },
          pauses: [{ after: 5, ms: 9 }],
        }),
      );
    expect(stopping('wait')).toEqual(['headb']);
    expect(stopping('half-close')).toEqual(['headb', { kind: 'half-close' }]);
    expect(stopping('close')).toEqual(['headb', { kind: 'abandon', how: 'close' }]);
    expect(stopping('reset')).toEqual(['headb', { kind: 'abandon', how: 'reset' }]);
  });

  it('writes every byte once and in order, however it is cut', () => {
    const pause = fc.record({ after: fc.nat({ max: 12 }), ms: fc.nat() });
    fc.assert(
      fc.property(fc.array(pause), fc.nat({ max: 12 }), (pauses, stop) => {
        const steps = planWrites(bytes, {
          headSize: 4,
          pauses,
          stopAfter: { bytes: stop, afterwards: 'wait' },
        });
        const text = steps.map((step) => (step.kind === 'write' ? textOf(step.bytes) : '')).join('');
        expect(text).toBe('headbody'.slice(0, stop));
      }),
    );
  });
});

describe('evenPauses', () => {
  it('cuts into pieces of one size', () => {
    expect(evenPauses(5, 2, 7)).toEqual([
      { after: 2, ms: 7 },
      { after: 4, ms: 7 },
    ]);
    expect(evenPauses(2, 2, 7)).toEqual([]);
    expect(() => evenPauses(2, 0, 7)).toThrow(RangeError);
  });
});
