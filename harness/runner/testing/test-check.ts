import type { Check } from '../../check/check.ts';

/** A check of tests: reads an object, unless told otherwise. */
export function testCheck(run: Check['run'], changes: Partial<Check> = {}): Check {
  return {
    id: 'tencent-cos/get-object/unit',
    operation: 'GetObject',
    title: 'a check of a test',
    claims: ['T-GETOBJ-01'],
    level: 'must',
    impact: 'breaks-clients',
    needs: [],
    lease: 'shared',
    profiles: ['2018', 'current'],
    racing: false,
    run,
    ...changes,
  };
}
