import { writes } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { conditions, each, FAILED, FUTURE, PASSED, PAST } from './condition.ts';

/** Dates as conditions. */
export const dateConditionMutations: readonly MutationClass[] = [
  conditions('co-ims-past', 'modified since long ago', each('If-Modified-Since', PAST), PASSED),
  conditions('co-ius-past', 'unmodified since long ago', each('If-Unmodified-Since', PAST), FAILED),
  conditions('co-ius-future', 'unmodified since a time to come', each('If-Unmodified-Since', FUTURE), PASSED),
  conditions(
    'co-ims-future',
    'modified since a time to come',
    each('If-Modified-Since', FUTURE),
    settled({ kind: 'status', status: [304] }, 'RFC 9110 section 13.1.3', 'should'),
  ),
  conditions(
    'co-ims-on-put',
    'dates on what writes',
    [...each('If-Modified-Since', FUTURE, PAST), ...each('If-Unmodified-Since', PAST, FUTURE)],
    undefined,
    { when: (about, request) => writes(about, request) && about.operation.authentication === 'standard' },
  ),
  conditions(
    'co-ims-invalid',
    'dates that are none',
    each('If-Modified-Since', 'yesterday', '2015-01-01', 'Thu, 32 Jan 2015 00:00:00 GMT', '0', '-'),
    settled('as-unmutated', 'RFC 9110 section 13.1.3'),
  ),
  conditions(
    'co-ius-invalid',
    'dates that are none',
    each('If-Unmodified-Since', 'yesterday', '2015-01-01', 'Thu, 32 Jan 2015 00:00:00 GMT', '0', '-'),
    settled('as-unmutated', 'RFC 9110 section 13.1.4'),
  ),
];
