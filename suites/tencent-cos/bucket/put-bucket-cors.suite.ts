import { suite } from '../../../harness/check/suite.ts';
import { corsConfiguration } from '../../behaviours/cors-configuration.ts';
import { corsRefusals } from '../../behaviours/cors-refusals.ts';
import { cors } from '../cors-binding.ts';

export default suite('PutBucketCors', [
  ...corsConfiguration({
    ...cors,
    grounds: {
      'optional-elements': ['T-PUTCORS-01', 'T-PUTCORS-08'],
      'rules-replaced': ['T-PUTCORS-04'],
      'every-method': ['T-PUTCORS-07'],
      'forms-of-origins': ['T-PUTCORS-09'],
      'any-header-accepted': ['T-PUTCORS-10'],
      'hundred-rules': ['T-PUTCORS-11'],
      'long-body': ['T-PUTCORS-13'],
    },
  }),
  ...corsRefusals({
    ...cors,
    grounds: {
      'no-origin': ['T-PUTCORS-05'],
      'no-method': ['T-PUTCORS-06'],
      'unknown-method': ['T-PUTCORS-07'],
      'max-age-not-a-number': ['T-PUTCORS-15'],
      'too-many-rules': ['T-PUTCORS-12'],
    },
  }),
]);
