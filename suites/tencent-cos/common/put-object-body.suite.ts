import { suite } from '../../../harness/check/suite.ts';
import { interimResponses } from '../../behaviours/interim-responses.ts';
import { shortBodies } from '../../behaviours/short-bodies.ts';
import { objectBody } from './bodied.ts';

export default suite('PutObject', [
  ...interimResponses({
    ...objectBody,
    grounds: {
      'continue-before-body': ['T-HDR-03'],
      'refused-before-body': ['T-HDR-03'],
      'continue-letter-case': { claims: ['T-HDR-03'], level: 'should' },
      'unknown-expectation': ['T-HDR-04'],
    },
  }),
  ...shortBodies({ ...objectBody, grounds: { 'short-body-refused': ['T-ERR-20'] } }),
]);
