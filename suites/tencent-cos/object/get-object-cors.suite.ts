import { suite } from '../../../harness/check/suite.ts';
import { corsRequests } from '../../behaviours/cors-requests.ts';
import { cors } from '../cors-binding.ts';

export default suite('GetObject', [
  ...corsRequests({
    ...cors,
    grounds: {
      'cross-origin-read': ['T-OPT-21'],
      'cross-origin-read-from-elsewhere': ['T-OPT-21'],
      'cross-origin-vary': ['T-OPT-22'],
      'cross-origin-error': { claims: ['T-OPT-21'], level: 'may' },
    },
  }),
]);
