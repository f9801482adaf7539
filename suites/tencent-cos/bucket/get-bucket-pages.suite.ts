import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { listingPages } from '../../behaviours/listing-pages.ts';
import { thousands } from '../../behaviours/listing-thousands.ts';
import { objectListing as listing } from './listings.ts';

export default suite('GetBucket', [
  ...listingPages({
    listing,
    grounds: {
      // the text allows a page with fewer entries than asked for
      'limit-cuts': { claims: ['T-LIST-25', 'T-LIST-07'], level: 'should' },
      'limit-exact': ['T-LIST-25', 'T-LIST-07'],
      'limit-exact-groups': ['T-LIST-07', 'T-LIST-19'],
      'limit-counts-groups': ['T-LIST-30'],
      'limit-echo': ['T-LIST-06'],
      'limit-above-maximum': {
        claims: ['T-LIST-26', 'T-LIST-06'],
        level: 'should',
        reading: 'numbers-out-of-range',
      },
      'limit-zero': ['T-LIST-36'],
      'limit-invalid': ['T-LIST-35'],
      walk: ['T-LIST-25', 'T-LIST-28', 'T-LIST-29'],
      'walk-with-delimiter': ['T-LIST-19', 'T-LIST-28', 'T-LIST-29'],
      'walk-awkward-keys': ['T-LIST-29', 'T-LIST-33'],
      ...sameGrounds(['marker-starts-after', 'marker-byte-order'], ['T-LIST-23']),
      'marker-of-no-key': ['T-LIST-24'],
      'marker-outside-prefix': ['T-LIST-23', 'T-LIST-15'],
      'marker-echo': ['T-LIST-05'],
      'next-when-truncated': ['T-LIST-28'],
    },
  }),
  ...thousands({
    listing,
    makes: 'PutObject',
    group: 'a thousand and one objects',
    grounds: {
      'thousand-default-page': ['T-LIST-27', 'T-LIST-06'],
      'thousand-largest-page': ['T-LIST-26', 'T-LIST-25'],
      'thousand-more-than-largest-page': ['T-LIST-26'],
      'thousand-walk': ['T-LIST-29', 'T-LIST-28'],
      'thousand-groups': ['T-LIST-19', 'T-LIST-29'],
    },
  }),
]);
