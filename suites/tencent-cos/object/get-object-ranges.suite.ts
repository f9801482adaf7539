import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { ranges } from '../../behaviours/ranges.ts';

const EXACT = ['T-GETOBJ-18'];
const PARTIAL = ['T-GETOBJ-19'];
const UNSATISFIABLE = ['T-GETOBJ-20', 'T-ERR-19'];

export default suite('GetObject', [
  ...ranges({
    grounds: {
      ...sameGrounds(
        [
          'range-first-bytes',
          'range-middle',
          'range-single-byte',
          'range-first-byte',
          'range-last-byte',
          'range-across-buffers',
          'range-of-encoded-object',
        ],
        EXACT,
      ),
      'range-whole-object': PARTIAL,
      'range-content-range': PARTIAL,
      'range-content-range-resolved': { claims: PARTIAL, level: 'should' },
      'range-leading-zeros': { claims: EXACT, level: 'should' },
      ...sameGrounds(
        ['range-end-one-too-far', 'range-end-beyond', 'range-end-beyond-integers'],
        ['T-GETOBJ-21'],
      ),
      ...sameGrounds(['range-open', 'range-open-at-start', 'range-open-at-last-byte'], ['T-GETOBJ-22']),
      ...sameGrounds(['range-suffix', 'range-suffix-one', 'range-suffix-of-exact-length'], ['T-GETOBJ-23']),
      'range-suffix-longer': ['T-GETOBJ-23'],
      'range-suffix-beyond-integers': ['T-GETOBJ-23'],
      'range-suffix-of-empty-object': ['T-GETOBJ-23'],
      'range-suffix-zero': { claims: ['T-GETOBJ-23', 'T-ERR-19'], level: 'should', reading: 'ranges' },
      ...sameGrounds(
        [
          'range-start-at-end',
          'range-open-at-end',
          'range-start-beyond',
          'range-start-beyond-integers',
          'range-of-empty-object',
          'range-open-of-empty-object',
        ],
        UNSATISFIABLE,
      ),
      'range-unsatisfied-content-range': { claims: ['T-GETOBJ-20'], level: 'may', reading: 'ranges' },
      ...sameGrounds(
        ['range-malformed', 'range-signed-positions', 'range-reversed', 'range-other-unit'],
        ['T-GETOBJ-24'],
      ),
      'range-unit-letter-case': { claims: EXACT, level: 'may', reading: 'ranges' },
      'range-several': { claims: EXACT, level: 'may', reading: 'ranges' },
      'range-keeps-validators': ['T-GETOBJ-02'],
    },
  }),
]);
