import { suite } from '../../../harness/check/suite.ts';
import { conditionals } from '../../behaviours/conditionals.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';

const SINCE = ['T-HEADOBJ-07'];
const LIKE_GET = ['T-HEADOBJ-11'];
const lenient = { claims: LIKE_GET, level: 'may', reading: 'conditions' } as const;

export default suite('HeadObject', [
  ...conditionals({
    operation: 'HeadObject',
    returnsBody: false,
    grounds: {
      ...sameGrounds(
        [
          'if-modified-since-earlier',
          'if-modified-since-equal',
          'if-modified-since-later',
          'if-modified-since-after-overwrite',
        ],
        SINCE,
      ),
      'if-modified-since-future': { claims: SINCE, level: 'should', reading: 'conditions' },
      'obsolete-dates-not-modified': { claims: SINCE, level: 'should', reading: 'conditions' },
      'unparsable-if-modified-since': LIKE_GET,
      ...sameGrounds(
        [
          'if-match-current',
          'if-match-other',
          'if-match-any',
          'if-match-list',
          'if-match-list-of-others',
          'if-match-unquoted',
          'if-match-empty-tag',
          'if-match-near-miss',
          'if-none-match-other',
          'if-none-match-current',
          'if-none-match-any',
          'if-none-match-list',
          'if-none-match-list-of-others',
          'if-none-match-weak',
          'if-none-match-empty-tag',
          'if-none-match-near-miss',
          'not-modified-etag',
          'not-modified-has-no-content',
          'if-none-match-lines',
          'every-combination',
          'conditions-after-overwrite',
          'if-unmodified-since-earlier',
          'if-unmodified-since-equal',
          'if-unmodified-since-later',
          'unparsable-if-unmodified-since',
          'obsolete-dates-failed',
          'etag-over-date-match',
          'etag-over-date-match-fails',
          'etag-over-date-none-match',
          'etag-over-date-none-match-fails',
          'match-before-none-match',
          'match-and-none-match',
          'match-and-modified-since',
          'unmodified-and-none-match',
          'all-conditions-hold',
        ],
        LIKE_GET,
      ),
      'if-match-weak': lenient,
      'if-none-match-unquoted': lenient,
      'conditions-do-not-reveal': ['T-HEADOBJ-06'],
      'conditions-on-missing-key': ['T-HEADOBJ-05'],
      'conditions-change-nothing': LIKE_GET,
    },
  }),
]);
