import { suite } from '../../../harness/check/suite.ts';
import { interimResponses } from '../../behaviours/interim-responses.ts';
import { shortBodies } from '../../behaviours/short-bodies.ts';
import { partBody } from './bodied.ts';

export default suite('UploadPart', [
  ...interimResponses({
    ...partBody,
    grounds: {
      'continue-before-body': ['T-HDR-03'],
      'refused-before-body': ['T-HDR-03'],
    },
  }),
  ...shortBodies({ ...partBody, grounds: { 'short-body-refused': ['T-ERR-20'] } }),
]);
