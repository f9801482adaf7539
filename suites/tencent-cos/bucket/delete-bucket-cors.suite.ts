import { suite } from '../../../harness/check/suite.ts';
import { corsConfiguration } from '../../behaviours/cors-configuration.ts';
import { cors } from '../cors-binding.ts';

export default suite('DeleteBucketCors', [
  ...corsConfiguration({
    ...cors,
    grounds: {
      'removed-configuration': ['T-DELCORS-01', 'T-DELCORS-02', 'T-OPT-02'],
      'removed-and-read': { claims: ['T-GETCORS-05'], reading: 'no-cors' },
      'removed-and-set-again': ['T-DELCORS-02'],
      'nothing-to-remove': ['T-DELCORS-03'],
    },
  }),
]);
