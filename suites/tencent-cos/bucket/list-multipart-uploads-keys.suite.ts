import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { listingDelimiter } from '../../behaviours/listing-delimiter.ts';
import { listingEncoding } from '../../behaviours/listing-encoding.ts';
import { listingOrder } from '../../behaviours/listing-order.ts';
import { listingPages } from '../../behaviours/listing-pages.ts';
import { listingPrefix } from '../../behaviours/listing-prefix.ts';
import { thousands } from '../../behaviours/listing-thousands.ts';
import { uploadListing as listing } from './listings.ts';

const PREFIX = ['T-LISTMPU-07'];
const GROUPS = ['T-LISTMPU-08'];
const ECHO_ENCODED = { claims: ['T-LISTMPU-09'], level: 'should', reading: 'encoding-scope' } as const;
const MARKER = { claims: ['T-LISTMPU-10'], reading: 'listing-marker' } as const;

export default suite('ListMultipartUploads', [
  ...listingOrder({
    listing,
    grounds: {
      ...sameGrounds(
        ['order-letter-case', 'order-numbers', 'order-punctuation', 'order-unicode'],
        ['T-LISTMPU-15'],
      ),
      'order-over-pages': ['T-LISTMPU-15', 'T-LISTMPU-14'],
    },
  }),
  ...listingPrefix({
    listing,
    grounds: {
      ...sameGrounds(
        [
          'prefix-restricts',
          'prefix-at-start',
          'prefix-without-match',
          'prefix-letter-case',
          'prefix-is-no-pattern',
          'prefix-encodings',
          'prefix-unicode',
        ],
        PREFIX,
      ),
      'prefix-echo': ['T-LISTMPU-17'],
    },
  }),
  ...listingDelimiter({
    listing,
    grounds: {
      ...sameGrounds(
        [
          'delimiter-groups',
          'delimiter-hides-grouped-keys',
          'delimiter-lists-group-once',
          'delimiter-below-prefix',
          'delimiter-prefix-is-key',
          'delimiter-repeated',
          'delimiter-other',
          'delimiter-unknown',
          'delimiter-without-prefix',
        ],
        GROUPS,
      ),
    },
  }),
  ...listingEncoding({
    listing,
    grounds: {
      'encoding-keys': ['T-LISTMPU-09'],
      'encoding-groups': ['T-LISTMPU-09', 'T-LISTMPU-08'],
      'encoding-illegal-groups': ['T-LISTMPU-09', 'T-RESUL-10'],
      'encoding-named': ['T-LISTMPU-09'],
      'encoding-echoes': ECHO_ENCODED,
      'encoding-walk': ECHO_ENCODED,
      'unencoded-keys': ['T-LISTMPU-03'],
      'illegal-characters': ['T-RESUL-10'],
      'illegal-characters-echoed': ['T-RESUL-10'],
    },
  }),
  ...listingPages({
    listing,
    grounds: {
      // the text allows a page with fewer entries than asked for
      'limit-cuts': { claims: ['T-LISTMPU-05', 'T-LISTMPU-13'], level: 'should' },
      'limit-exact': ['T-LISTMPU-13', 'T-LISTMPU-05'],
      'limit-exact-groups': ['T-LISTMPU-13', 'T-LISTMPU-08'],
      'limit-echo': ['T-LISTMPU-17', 'T-LISTMPU-05'],
      'limit-above-maximum': { claims: ['T-LISTMPU-06'], reading: 'numbers-out-of-range' },
      walk: ['T-LISTMPU-14', 'T-LISTMPU-05'],
      'walk-with-delimiter': ['T-LISTMPU-14', 'T-LISTMPU-08'],
      'walk-awkward-keys': ['T-LISTMPU-14'],
      'marker-starts-after': MARKER,
      'marker-of-no-key': MARKER,
      'marker-byte-order': MARKER,
      'marker-outside-prefix': MARKER,
      'marker-echo': ['T-LISTMPU-17'],
      'next-when-truncated': ['T-LISTMPU-14'],
    },
  }),
  ...thousands({
    listing,
    makes: 'InitiateMultipartUpload',
    group: 'a thousand and one uploads',
    grounds: {
      'thousand-default-page': ['T-LISTMPU-05', 'T-LISTMPU-04', 'T-LISTMPU-13'],
      'thousand-largest-page': ['T-LISTMPU-05'],
      'thousand-more-than-largest-page': ['T-LISTMPU-04'],
      'thousand-walk': ['T-LISTMPU-14', 'T-LISTMPU-02'],
    },
  }),
]);
