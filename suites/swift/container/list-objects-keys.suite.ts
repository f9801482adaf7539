import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { listingDelimiter } from '../../behaviours/listing-delimiter.ts';
import { listingOrder } from '../../behaviours/listing-order.ts';
import { listingPages } from '../../behaviours/listing-pages.ts';
import { listingPrefix } from '../../behaviours/listing-prefix.ts';
import { objectListing as listing } from '../object-listing.ts';

/** What the base document and OpenStack say of keys, in JSON: its shape is OpenStack's. READINGS.md, `listing-bodies`. */
export default suite('ListObjects', [
  ...listingOrder({
    listing,
    grounds: sameGrounds(
      ['order-letter-case', 'order-numbers', 'order-punctuation', 'order-unicode', 'order-over-pages'],
      { claims: ['S-LISTOBJ-06'], reading: 'listing-bodies' },
    ),
  }),
  ...listingPrefix({
    listing,
    grounds: sameGrounds(
      [
        'prefix-restricts',
        'prefix-at-start',
        'prefix-without-match',
        'prefix-letter-case',
        'prefix-is-no-pattern',
        'prefix-encodings',
        'prefix-unicode',
        'prefix-is-no-path',
      ],
      { claims: ['S-LISTOBJ-10'], reading: 'listing-bodies' },
    ),
  }),
  ...listingDelimiter({
    listing,
    grounds: sameGrounds(
      [
        'delimiter-groups',
        'delimiter-hides-grouped-keys',
        'delimiter-lists-group-once',
        'delimiter-below-prefix',
        'delimiter-prefix-inside-name',
        'delimiter-prefix-is-key',
        'delimiter-repeated',
        'delimiter-other',
        'delimiter-beyond-ascii',
        'delimiter-unknown',
        'delimiter-and-unmatched-prefix',
        'delimiter-without-prefix',
        'delimiter-leading',
      ],
      ['S-LISTOBJ-20'],
    ),
  }),
  ...listingPages({
    listing,
    grounds: {
      ...sameGrounds(['limit-cuts', 'limit-exact'], {
        claims: ['S-LISTOBJ-07'],
        reading: 'listing-bodies',
      }),
      ...sameGrounds(['limit-exact-groups', 'limit-counts-groups'], ['S-LISTOBJ-20']),
      ...sameGrounds(
        ['walk', 'walk-awkward-keys', 'marker-starts-after', 'marker-of-no-key', 'marker-byte-order'],
        { claims: ['S-LISTOBJ-08'], reading: 'marker-order' },
      ),
      'marker-outside-prefix': ['S-LISTOBJ-08'],
      'walk-with-delimiter': ['S-LISTOBJ-30'],
    },
  }),
]);
