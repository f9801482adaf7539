import fc from 'fast-check';
import { placeholder } from '../placeholders.ts';
import { type Field, withField, withFurtherField } from '../structured-request.ts';
import { type About, type MutationClass, mutation, type Settlement, settled } from './mutation.ts';

/** Reading an object, where conditions are documented. */
function isConditional({ operation }: About): boolean {
  return operation.parameters.some(({ name }) => name.toLowerCase() === 'if-match') || readsObject(operation);
}

function readsObject({ permission, subresources }: About['operation']): boolean {
  return permission === 'object-read' && subresources.length === 0;
}

const ETAG = placeholder('etag');
const OTHER = '"00000000000000000000000000000000"';
const PAST = 'Thu, 01 Jan 2015 00:00:00 GMT';
const FUTURE = 'Thu, 01 Jan 2037 00:00:00 GMT';

type Conditions = Readonly<Record<string, string>>;

function condition(
  slug: string,
  title: string,
  name: string,
  variants: readonly Conditions[],
  settles?: Settlement,
): MutationClass {
  return mutation<Conditions>({
    slug,
    group: 'conditional',
    title,
    slots: (_, about) => (isConditional(about) ? [`header:${name}`] : []),
    args: () => fc.constantFrom(...variants),
    apply: (request, _, fields) =>
      Object.entries(fields ?? {}).reduce(
        (changed, [field, value]) => withField(changed, field, value),
        request,
      ),
    ...(settles ? { settles: () => settles } : {}),
  });
}

const NOT_MODIFIED = settled({ kind: 'status', status: [304] }, 'RFC 9110 section 13.1');
const FAILED = settled({ kind: 'status', status: [412] }, 'RFC 9110 section 13.1');
const PASSED = settled('as-unmutated', 'RFC 9110 section 13.1');
const matching = (...values: string[]): Conditions[] => values.map((value) => ({ 'If-Match': value }));
const noneMatching = (...values: string[]): Conditions[] =>
  values.map((value) => ({ 'If-None-Match': value }));
const since = (...values: string[]): Conditions[] => values.map((value) => ({ 'If-Modified-Since': value }));

/** Conditions on reading. */
export const conditionalMutations: readonly MutationClass[] = [
  condition('co-im-match', 'If-Match with the tag, or *', 'if-match', matching(ETAG, '*'), PASSED),
  condition(
    'co-im-mismatch',
    'If-Match with another tag',
    'if-match',
    matching(OTHER, `${OTHER}, "b"`),
    FAILED,
  ),
  condition('co-im-weak', 'If-Match with the tag made weak', 'if-match', matching(`W/${ETAG}`), FAILED),
  condition(
    'co-inm-match',
    'If-None-Match with the tag, or *',
    'if-none-match',
    noneMatching(ETAG, '*'),
    NOT_MODIFIED,
  ),
  condition(
    'co-inm-weak',
    'If-None-Match with the tag made weak',
    'if-none-match',
    noneMatching(`W/${ETAG}`),
    NOT_MODIFIED,
  ),
  condition(
    'co-inm-mismatch',
    'If-None-Match with another tag',
    'if-none-match',
    noneMatching(OTHER),
    PASSED,
  ),
  condition(
    'co-list',
    'lists of tags',
    'if-match',
    matching(`${OTHER}, ${ETAG}`, `${ETAG},${OTHER}`),
    PASSED,
  ),
  condition(
    'co-list-none',
    'lists of tags',
    'if-none-match',
    noneMatching(`${OTHER}, ${ETAG}`, `${ETAG},${OTHER}`),
    NOT_MODIFIED,
  ),
  condition(
    'co-list-empty',
    'lists with empty elements',
    'if-match',
    matching(`, ${ETAG}`, `${ETAG},,`, `,`),
  ),
  condition('co-list-comma-in-tag', 'a comma in a tag', 'if-match', matching(`"a,b", ${ETAG}`), PASSED),
  condition(
    'co-unquoted',
    'a tag without quotes',
    'if-match',
    matching('00000000000000000000000000000000', 'abc'),
  ),
  condition(
    'co-half-quoted',
    'quotes that do not close',
    'if-none-match',
    noneMatching('"abc', "'abc'", 'abc"'),
  ),
  condition('co-weak-lower', 'a weak tag in lower case', 'if-none-match', noneMatching(`w/${ETAG}`)),
  condition('co-star-mixed', '* among tags', 'if-match', matching(`*, ${OTHER}`, `${OTHER}, *`)),
  condition('co-empty-value', 'empty conditions', 'if-match', [
    ...matching(''),
    ...noneMatching(''),
    ...since(''),
  ]),
  condition(
    'co-precedence-im-ius',
    'If-Match holds, If-Unmodified-Since does not',
    'if-match',
    [{ 'If-Match': ETAG, 'If-Unmodified-Since': PAST }],
    settled('as-unmutated', 'RFC 9110 section 13.2.2'),
  ),
  condition('co-precedence-inm-ims', 'If-None-Match holds, If-Modified-Since does not', 'if-none-match', [
    { 'If-None-Match': OTHER, 'If-Modified-Since': FUTURE },
  ]),
  condition('co-ims-past', 'modified since long ago', 'if-modified-since', since(PAST), PASSED),
  condition(
    'co-ius-past',
    'unmodified since long ago',
    'if-unmodified-since',
    [{ 'If-Unmodified-Since': PAST }],
    FAILED,
  ),
  condition(
    'co-ims-invalid',
    'dates that are none',
    'if-modified-since',
    since('yesterday', '2015-01-01', 'Thu, 32 Jan 2015 00:00:00 GMT', '0'),
    settled('as-unmutated', 'RFC 9110 section 13.1.3'),
  ),
  condition(
    'da-rfc850',
    'RFC 850 dates',
    'if-modified-since',
    since('Thursday, 01-Jan-15 00:00:00 GMT'),
    settled('as-unmutated', 'RFC 9110 section 5.6.7'),
  ),
  condition(
    'da-rfc850-unmodified',
    'RFC 850 dates',
    'if-unmodified-since',
    [{ 'If-Unmodified-Since': 'Thursday, 01-Jan-15 00:00:00 GMT' }],
    settled({ kind: 'status', status: [412] }, 'RFC 9110 section 5.6.7'),
  ),
  condition(
    'da-asctime',
    'asctime dates',
    'if-unmodified-since',
    [{ 'If-Unmodified-Since': 'Thu Jan  1 00:00:00 2015' }],
    settled({ kind: 'status', status: [412] }, 'RFC 9110 section 5.6.7'),
  ),
  condition(
    'da-odd',
    'dates in odd forms',
    'if-unmodified-since',
    [
      'thu, 01 jan 2015 00:00:00 gmt',
      'Thu, 01 Jan 2015 00:00:00 +0000',
      'Thu, 1 Jan 2015 00:00:00 GMT',
      'Fri, 01 Jan 2015 00:00:00 GMT',
      'Thu, 01 Jan 2015 00:00:60 GMT',
      'Thu, 01 Jan 2015  00:00:00 GMT',
      'Thu, 01 Jan 0000 00:00:00 GMT',
      'Thu, 01 Jan 9999 00:00:00 GMT',
      '1420070400',
    ].map((value) => ({ 'If-Unmodified-Since': value })),
  ),
  condition(
    'co-range-and-inm',
    '304 before 206 and 416',
    'if-none-match',
    [
      { 'If-None-Match': ETAG, Range: 'bytes=0-1' },
      { 'If-None-Match': ETAG, Range: 'bytes=9999-' },
    ],
    settled({ kind: 'status', status: [304] }, 'RFC 9110 section 13.2.2'),
  ),
  condition(
    'co-range-and-im',
    '412 before 206 and 416',
    'if-match',
    [
      { 'If-Match': OTHER, Range: 'bytes=0-1' },
      { 'If-Match': OTHER, Range: 'bytes=9999-' },
    ],
    settled({ kind: 'status', status: [412] }, 'RFC 9110 section 13.2.2'),
  ),
  mutation<{ readonly name: string; readonly first: string; readonly second: string }>({
    slug: 'co-header-dup',
    group: 'conditional',
    title: 'a condition in two fields',
    slots: (_, about) => (isConditional(about) ? ['header:if-match'] : []),
    args: () =>
      fc.constantFrom(
        { name: 'If-Match', first: OTHER, second: ETAG },
        { name: 'If-Match', first: ETAG, second: OTHER },
        { name: 'If-None-Match', first: OTHER, second: ETAG },
      ),
    apply: (request, _, { name, first, second }) =>
      withFurtherField(withField(request, name, first), { name, value: second } satisfies Field),
  }),
];
