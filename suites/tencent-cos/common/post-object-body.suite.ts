import { suite } from '../../../harness/check/suite.ts';
import { interimResponses } from '../../behaviours/interim-responses.ts';
import { shortBodies } from '../../behaviours/short-bodies.ts';
import { formBodied } from './bodied.ts';

export default suite('PostObject', [
  ...interimResponses({
    ...formBodied,
    grounds: {
      'continue-before-body': ['T-HDR-03'],
      'refused-before-body': ['T-HDR-03'],
    },
  }),
  ...shortBodies({ ...formBodied, grounds: { 'short-body-refused': ['T-ERR-20'] } }),
]);
