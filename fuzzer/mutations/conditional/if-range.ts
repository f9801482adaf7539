import { readsBytes } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { conditions, ETAG, FUTURE, OTHER, PAST } from './condition.ts';

const IF_RANGE = 'RFC 9110 section 13.1.5';
const WHOLE = settled({ kind: 'status', status: [200] }, IF_RANGE);
const ranged = (...values: readonly string[]) =>
  values.map((value) => ({ 'If-Range': value, Range: 'bytes=0-1' }));
const when = { when: readsBytes };

/** If-Range. Who ignores Range answers 200 in any case. */
export const ifRangeMutations: readonly MutationClass[] = [
  conditions(
    'co-ir-strong',
    'If-Range with the tag, or another',
    ranged(ETAG, OTHER),
    (fields) =>
      fields['If-Range'] === OTHER ? WHOLE : settled({ kind: 'status', status: [206] }, IF_RANGE, 'should'),
    when,
  ),
  conditions('co-ir-weak', 'If-Range with the tag made weak', ranged(`W/${ETAG}`), WHOLE, when),
  conditions('co-ir-date', 'If-Range with another date', ranged(PAST, FUTURE, 'yesterday'), WHOLE, when),
  conditions(
    'co-ir-odd',
    'If-Range with something else',
    ranged('*', '', `${ETAG}, ${OTHER}`, 'abc'),
    undefined,
    when,
  ),
  conditions(
    'co-ir-no-range',
    'If-Range without Range',
    [{ 'If-Range': OTHER }, { 'If-Range': ETAG }, { 'If-Range': PAST }],
    WHOLE,
    when,
  ),
];
