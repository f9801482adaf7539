import { withField, withFurtherField } from '../../structured-request.ts';
import { at, readsObject, type Trait } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { conditions, ETAG, each, FAILED, NOT_MODIFIED, OTHER, PASSED } from './condition.ts';

const matching = (...values: readonly string[]) => each('If-Match', ...values);
const noneMatching = (...values: readonly string[]) => each('If-None-Match', ...values);

/** Whole objects, read or written. */
const wholeObject: Trait = ({ operation: { resource, authentication, subresources } }) =>
  resource === 'object' && authentication === 'standard' && subresources.length === 0;

/** Entity tags in conditions. */
export const entityTagMutations: readonly MutationClass[] = [
  conditions('co-im-match', 'If-Match with the tag, or *', matching(ETAG, '*'), PASSED, {
    when: wholeObject,
  }),
  conditions('co-im-mismatch', 'If-Match with another tag', matching(OTHER, `${OTHER}, "b"`), FAILED, {
    when: wholeObject,
  }),
  conditions('co-im-weak', 'If-Match with the tag made weak', matching(`W/${ETAG}`), FAILED),
  conditions('co-inm-match', 'If-None-Match with the tag, or *', noneMatching(ETAG, '*'), NOT_MODIFIED, {
    when: wholeObject,
  }),
  conditions('co-inm-weak', 'If-None-Match with the tag made weak', noneMatching(`W/${ETAG}`), NOT_MODIFIED),
  conditions('co-inm-mismatch', 'If-None-Match with another tag', noneMatching(OTHER), PASSED),
  conditions(
    'co-list',
    'If-Match with several tags',
    matching(`${OTHER}, ${ETAG}`, `${ETAG},${OTHER}`),
    PASSED,
  ),
  conditions(
    'co-list-none',
    'If-None-Match with several tags',
    noneMatching(`${OTHER}, ${ETAG}`, `${ETAG},${OTHER}`),
    NOT_MODIFIED,
  ),
  conditions(
    'co-list-empty',
    'lists with empty elements',
    matching(`, ${ETAG}`, `${ETAG},,`, ',', `${ETAG} , , ${OTHER}`),
  ),
  conditions(
    'co-list-comma-in-tag',
    'a comma in a tag',
    matching(`"a,b", ${ETAG}`, `${ETAG}, "a,b"`),
    PASSED,
  ),
  conditions('co-unquoted', 'a tag without quotes', matching('00000000000000000000000000000000', 'abc')),
  variants({
    slug: 'co-unquoted-match',
    group: 'conditional',
    title: 'the tag of the object without its quotes',
    slots: at('header:if-match', readsObject),
    values: [ETAG],
    change: (request, tag) => withField(request, 'If-Match', tag.replaceAll('"', '')),
  }),
  conditions(
    'co-half-quoted',
    'quotes that do not close',
    noneMatching('"abc', "'abc'", 'abc"', '"a\\"b"', '""', '"'),
  ),
  variants({
    slug: 'co-tag-case',
    group: 'conditional',
    title: 'the tag in upper case',
    slots: at('header:if-match', readsObject),
    values: [ETAG],
    change: (request, tag) =>
      tag === tag.toUpperCase() ? undefined : withField(request, 'If-Match', tag.toUpperCase()),
    settles: settled({ kind: 'status', status: [412] }, 'RFC 9110 section 8.8.3.2'),
  }),
  conditions('co-weak-lower', 'a weak tag in lower case', noneMatching(`w/${ETAG}`)),
  conditions('co-star-mixed', '* among tags', matching(`*, ${OTHER}`, `${OTHER}, *`, '**', '"*"')),
  conditions('co-empty-value', 'empty conditions', [
    ...matching(''),
    ...noneMatching(''),
    ...each('If-Modified-Since', ''),
    ...each('If-Unmodified-Since', ''),
  ]),
  variants<Readonly<Record<string, string>>>({
    slug: 'co-header-dup',
    group: 'conditional',
    title: 'a condition in two fields',
    slots: at('header:if-match', readsObject),
    values: [
      { name: 'If-Match', first: OTHER, second: ETAG },
      { name: 'If-Match', first: ETAG, second: OTHER },
      { name: 'If-None-Match', first: OTHER, second: ETAG },
      { name: 'If-None-Match', first: ETAG, second: OTHER },
    ],
    change: (request, { name = '', first = '', second = '' }) =>
      withFurtherField(withField(request, name, first), { name, value: second }),
    // Lists may be spread over several fields.
    settles: ({ name }) =>
      name === 'If-Match'
        ? settled('as-unmutated', 'RFC 9110 section 5.3', 'should')
        : settled({ kind: 'status', status: [304] }, 'RFC 9110 section 5.3', 'should'),
  }),
];
