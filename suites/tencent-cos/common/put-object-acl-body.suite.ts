import { suite } from '../../../harness/check/suite.ts';
import { interimResponses } from '../../behaviours/interim-responses.ts';
import { shortBodies } from '../../behaviours/short-bodies.ts';
import { documentBody } from './bodied.ts';

export default suite('PutObjectAcl', [
  ...interimResponses({
    ...documentBody,
    grounds: {
      'continue-before-body': ['T-HDR-03'],
      'refused-before-body': ['T-HDR-03'],
      'unknown-expectation': ['T-HDR-04'],
    },
  }),
  ...shortBodies({ ...documentBody, grounds: { 'short-body-refused': ['T-ERR-20'] } }),
]);
