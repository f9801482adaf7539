import { type MutationClass, settled } from '../mutation.ts';
import { type Conditions, conditions, ETAG, FUTURE, OTHER, PAST } from './condition.ts';

const ORDER = 'RFC 9110 section 13.2.2';
const TRUTHS = [true, false] as const;

/** Every combination of the four conditions, each holding or not. */
const ALL_FOUR: readonly Conditions[] = TRUTHS.flatMap((match) =>
  TRUTHS.flatMap((unmodified) =>
    TRUTHS.flatMap((none) =>
      TRUTHS.map((modified) => ({
        'If-Match': match ? ETAG : OTHER,
        'If-Unmodified-Since': unmodified ? FUTURE : PAST,
        'If-None-Match': none ? OTHER : ETAG,
        'If-Modified-Since': modified ? PAST : FUTURE,
      })),
    ),
  ),
);

/** Dates do not count where tags are given. */
function decided(fields: Conditions) {
  if (fields['If-Match'] === OTHER) return settled({ kind: 'status', status: [412] }, ORDER);
  return fields['If-None-Match'] === OTHER
    ? settled('as-unmutated', ORDER)
    : settled({ kind: 'status', status: [304] }, ORDER);
}

/** Several conditions at once, and conditions with ranges. */
export const precedenceMutations: readonly MutationClass[] = [
  conditions(
    'co-precedence-im-ius',
    'If-Match holds, If-Unmodified-Since does not',
    [{ 'If-Match': ETAG, 'If-Unmodified-Since': PAST }],
    settled('as-unmutated', ORDER),
  ),
  conditions(
    'co-precedence-inm-ims',
    'If-None-Match holds, If-Modified-Since does not',
    [{ 'If-None-Match': OTHER, 'If-Modified-Since': FUTURE }],
    settled('as-unmutated', 'RFC 9110 section 13.1.3'),
  ),
  conditions('co-all-four', 'all four conditions, each holding or not', ALL_FOUR, decided),
  conditions(
    'co-range-and-inm',
    '304 before 206 and 416',
    [
      { 'If-None-Match': ETAG, Range: 'bytes=0-1' },
      { 'If-None-Match': ETAG, Range: 'bytes=9999-' },
    ],
    settled({ kind: 'status', status: [304] }, ORDER),
  ),
  conditions(
    'co-range-and-im',
    '412 before 206 and 416',
    [
      { 'If-Match': OTHER, Range: 'bytes=0-1' },
      { 'If-Match': OTHER, Range: 'bytes=9999-' },
    ],
    settled({ kind: 'status', status: [412] }, ORDER),
  ),
];
