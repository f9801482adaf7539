import { suite } from '../../../harness/check/suite.ts';
import { corsPreflights } from '../../behaviours/cors-preflights.ts';
import { corsWildcards } from '../../behaviours/cors-wildcards.ts';
import { cors } from '../cors-binding.ts';

export default suite('OptionsObject', [
  ...corsPreflights({
    ...cors,
    grounds: {
      'matching-preflight': ['T-OPT-01', 'T-OPT-06'],
      'each-origin': ['T-OPT-06', 'T-PUTCORS-09'],
      'each-method': ['T-OPT-08'],
      'each-header': ['T-OPT-10'],
      'header-name-case': ['T-OPT-19'],
      'no-headers-asked': ['T-OPT-05'],
      'any-header': ['T-OPT-16', 'T-PUTCORS-10'],
      'exposed-headers': ['T-OPT-12'],
      'max-age': ['T-OPT-13'],
      'other-origins': { claims: ['T-OPT-07'], reading: 'preflight-refusal' },
      'other-methods': { claims: ['T-OPT-09'], reading: 'preflight-refusal' },
      'other-headers': { claims: ['T-OPT-11'], reading: 'preflight-refusal' },
      'refusal-code': { claims: ['T-OPT-14'], reading: 'preflight-refusal' },
      'rule-as-a-whole': { claims: ['T-OPT-09', 'T-OPT-11', 'T-OPT-13'], level: 'should' },
      'one-rule-answers': { claims: ['T-OPT-12', 'T-OPT-13'], level: 'should' },
      'missing-object': ['T-OPT-20'],
      'existing-object': ['T-OPT-01'],
      unsigned: ['T-OPT-15'],
      'bucket-and-subresource': { claims: ['T-OPT-01'], level: 'should', reading: 'preflight-routing' },
      unconfigured: ['T-OPT-02'],
    },
  }),
  ...corsWildcards({
    ...cors,
    grounds: {
      'any-origin': ['T-OPT-17', 'T-PUTCORS-09'],
      'wildcard-inside-origin': ['T-OPT-18'],
      'wildcard-inside-origin-others': ['T-OPT-18', 'T-OPT-07'],
    },
  }),
]);
