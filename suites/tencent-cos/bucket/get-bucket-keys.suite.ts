import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { listingDelimiter } from '../../behaviours/listing-delimiter.ts';
import { listingEncoding } from '../../behaviours/listing-encoding.ts';
import { listingOrder } from '../../behaviours/listing-order.ts';
import { listingPrefix } from '../../behaviours/listing-prefix.ts';
import { objectListing as listing } from './listings.ts';

const ORDER = ['T-LIST-14'];
const PREFIX = ['T-LIST-15'];
const GROUPS = ['T-LIST-16', 'T-LIST-17', 'T-LIST-18'];
const UNENCODED = ['T-LIST-33'];
/** That echoes and markers are encoded like the keys is a reading. */
const ECHO_ENCODED = { claims: ['T-LIST-31'], level: 'should', reading: 'encoding-scope' } as const;

export default suite('GetBucket', [
  ...listingOrder({
    listing,
    grounds: {
      ...sameGrounds(
        ['order-letter-case', 'order-numbers', 'order-punctuation', 'order-unicode', 'order-over-pages'],
        ORDER,
      ),
      'order-encoded': ['T-LIST-14', 'T-LIST-31'],
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
          'prefix-is-no-path',
        ],
        PREFIX,
      ),
      'prefix-echo': ['T-LIST-04'],
    },
  }),
  ...listingDelimiter({
    listing,
    grounds: {
      ...sameGrounds(
        [
          'delimiter-groups',
          'delimiter-below-prefix',
          'delimiter-prefix-inside-name',
          'delimiter-repeated',
          'delimiter-other',
          'delimiter-unknown',
          'delimiter-and-unmatched-prefix',
        ],
        GROUPS,
      ),
      'delimiter-beyond-ascii': { claims: ['T-LIST-16'], level: 'should' },
      'delimiter-hides-grouped-keys': ['T-LIST-17'],
      'delimiter-lists-group-once': ['T-LIST-19'],
      'delimiter-prefix-is-key': ['T-LIST-21'],
      'delimiter-without-prefix': ['T-LIST-20'],
      'delimiter-leading': ['T-LIST-20'],
      'delimiter-echo': ['T-LIST-22'],
      'delimiter-empty': { claims: ['T-LIST-16'], level: 'may' },
      'delimiter-long': ['T-LIST-40'],
    },
  }),
  ...listingEncoding({
    listing,
    grounds: {
      'encoding-keys': ['T-LIST-31'],
      'encoding-groups': ['T-LIST-31'],
      'encoding-illegal-groups': ['T-LIST-31', 'T-RESUL-10'],
      'encoding-named': ['T-LIST-32'],
      'encoding-not-named': { claims: ['T-LIST-33'], level: 'may' },
      'encoding-echoes': ECHO_ENCODED,
      'encoding-walk': { ...ECHO_ENCODED, claims: ['T-LIST-31', 'T-LIST-29'] },
      'encoding-unknown': ['T-LIST-34'],
      ...sameGrounds(['unencoded-keys', 'unencoded-carriage-return', 'unencoded-groups'], UNENCODED),
      'illegal-characters': ['T-RESUL-10'],
      'illegal-characters-echoed': ['T-RESUL-10'],
    },
  }),
]);
