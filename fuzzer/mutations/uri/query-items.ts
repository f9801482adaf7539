import { type RawItem, type StructuredRequest, slotName, withItem } from '../../structured-request.ts';
import { at } from '../applies.ts';
import { type About, type MutationClass, settled } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

/** RFC 3986 section 6.2.2: the same identifier. */
const SAME = settled('as-unmutated', 'RFC 3986 section 6.2.2');

const items: Slots = (request) => [...new Set(request.query.map(([name]) => `query:${name}`))];
const changeItem = (
  request: StructuredRequest,
  slot: string,
  change: (item: RawItem) => RawItem,
): StructuredRequest => ({
  ...request,
  query: request.query.map((item) => (item[0] === slotName(slot) ? change(item) : item)),
});
const withItems = (request: StructuredRequest, ...more: readonly RawItem[]): StructuredRequest => ({
  ...request,
  query: [...request.query, ...more],
});

/** Subresources of the dialect other than the operation's own, so that two meet. */
const subresources = ({ dialect, operation }: About): readonly string[] => {
  const names = dialect.operations.flatMap((one) => one.subresources);
  return [...new Set(names)].filter((name) => !operation.subresources.includes(name)).slice(0, 8);
};

/** The query and its items. */
export const queryItemMutations: readonly MutationClass[] = [
  variants({
    slug: 'ur-query-dup',
    group: 'uri',
    title: 'a parameter twice',
    slots: items,
    values: ['same', 'other', 'empty', 'other-first'],
    change: (request, form, slot) => {
      const name = slotName(slot);
      const found = request.query.find(([written]) => written === name);
      if (!found) return undefined;
      if (form === 'other-first') return { ...request, query: [[name, '1'], ...request.query] };
      return withItems(request, [name, form === 'same' ? found[1] : form === 'other' ? '1' : '']);
    },
  }),
  variants({
    slug: 'ur-query-case',
    group: 'uri',
    title: 'a parameter name in other letter case',
    slots: items,
    values: ['lower', 'UPPER'],
    change: (request, form, slot) =>
      changeItem(request, slot, ([name, value]) => [
        form === 'lower' ? name.toLowerCase() : name.toUpperCase(),
        value,
      ]),
  }),
  variants({
    slug: 'ur-query-encoded-name',
    group: 'uri',
    title: 'a parameter name percent-encoded',
    slots: items,
    values: ['first', 'all'],
    change: (request, form, slot) =>
      changeItem(request, slot, ([name, value]) => {
        if (name.includes('%')) return [name, value];
        const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
        return [name.replace(form === 'all' ? /[A-Za-z0-9]/g : /[A-Za-z0-9]/, hex), value];
      }),
    settles: SAME,
  }),
  variants({
    slug: 'ur-query-encoded-value',
    group: 'uri',
    title: 'a parameter value percent-encoded',
    slots: items,
    values: ['upper', 'lower'],
    change: (request, form, slot) =>
      changeItem(request, slot, ([name, value]) => {
        if (value === null || value.includes('%')) return [name, value];
        const hex = (char: string): string => {
          const code = char.charCodeAt(0).toString(16);
          return `%${form === 'upper' ? code.toUpperCase() : code}`;
        };
        return [name, value.replace(/[A-Za-z0-9]/g, hex)];
      }),
    settles: SAME,
  }),
  variants({
    slug: 'ur-hex-case',
    group: 'uri',
    title: 'escapes in other letter case',
    slots: (request) =>
      /%[0-9]*[A-Fa-f]/.test(`${request.path}${JSON.stringify(request.query)}`) ? ['query'] : [],
    values: ['lower', 'UPPER'],
    change: (request, form) => {
      const cased = (text: string): string =>
        text.replace(/%[0-9A-Fa-f]{2}/g, (hex) => (form === 'lower' ? hex.toLowerCase() : hex.toUpperCase()));
      return {
        ...request,
        path: cased(request.path),
        query: request.query.map(
          ([name, value]): RawItem => [cased(name), value === null ? null : cased(value)],
        ),
      };
    },
    settles: settled('as-unmutated', 'RFC 3986 section 6.2.2.1'),
  }),
  variants({
    slug: 'se-subresource-with-value',
    group: 'uri',
    title: 'a flag with a value, a value left out',
    slots: items,
    values: ['', '1', 'none'],
    change: (request, value, slot) =>
      changeItem(request, slot, ([name]) => [name, value === 'none' ? null : value]),
  }),
  variants({
    slug: 'se-two-subresources',
    group: 'uri',
    title: 'two subresources at once',
    order: 'before-signing',
    slots: (_, { operation }) =>
      operation.subresources.length > 0 && operation.effect === 'none' ? ['query'] : [],
    values: (_, __, about) => subresources(about),
    change: (request, name) => withItems(request, [name, null]),
  }),
  variants({
    slug: 'se-unknown-subresource',
    group: 'uri',
    title: 'a parameter nobody knows',
    slots: at('query'),
    values: ['bucketproof-unknown', 'x-unknown', 'torrent', 'select', 'intelligent-tiering'],
    change: (request, name) => withItems(request, [name, null]),
  }),
  variants({
    slug: 'ur-query-array',
    group: 'uri',
    title: 'parameters written as arrays and objects',
    slots: items,
    values: ['[]', '%5B%5D', '[0]', '.a', '[a]'],
    change: (request, ending, slot) =>
      changeItem(request, slot, ([name, value]) => [`${name}${ending}`, value ?? '1']),
  }),
  variants({
    slug: 'ur-query-empty-name',
    group: 'uri',
    title: 'empty items',
    slots: at('query'),
    values: ['=', '=x', '&', '&&a', 'a&', '&a'],
    change: (request, form) =>
      form.startsWith('=')
        ? withItems(request, ['', form.slice(1)])
        : withItems(request, ...form.split('&').map((name): RawItem => [name, null])),
  }),
  variants({
    slug: 'ur-query-sep-semicolon',
    group: 'uri',
    title: 'semicolons between parameters',
    slots: items,
    values: [';a=b', ';prefix=a', ';'],
    change: (request, more, slot) =>
      changeItem(request, slot, ([name, value]) => [name, `${value ?? ''}${more}`]),
  }),
  variants({
    slug: 'ur-plus-query',
    group: 'uri',
    title: 'plus signs and blanks in a value',
    slots: items,
    values: ['+', '%20', '%2B'],
    change: (request, text, slot) =>
      changeItem(request, slot, ([name, value]) => [
        name,
        value?.includes('%20') ? value.replaceAll('%20', text) : `${value ?? ''}${text}`,
      ]),
  }),
  variants({
    slug: 'ur-query-question',
    group: 'uri',
    title: 'question marks and slashes in the query',
    slots: at('query'),
    values: ['?a=b', '/a', 'a=b=c', '%3Fa'],
    change: (request, item) => withItems(request, [item, null]),
  }),
  variants({
    slug: 'se-version-id-odd',
    group: 'uri',
    title: 'odd versions',
    order: 'before-signing',
    slots: (_, { operation }) =>
      operation.parameters.some((one) => one.in === 'query' && /^versionId$|^version-id$/i.test(one.name))
        ? ['query:versionId']
        : [],
    values: ['null', '', 'NULL', 'x', '%00', 'a'.repeat(1000), '..%2F', '0'],
    change: (request, value, slot) => withItem(request, slotName(slot), value),
  }),
  variants({
    slug: 'se-response-override',
    group: 'uri',
    title: 'fields of the answer, asked for',
    order: 'before-signing',
    slots: (_, { operation }) =>
      operation.parameters
        .filter((one) => one.in === 'query' && /^response-/.test(one.name))
        .map(({ name }) => `query:${name}`),
    values: [
      '',
      'a',
      'a%0D%0AX-Fuzz:%20b',
      '%00',
      '%C3%A9',
      '%FF',
      'a%22b',
      '%20a%20',
      'a+b',
      'x'.repeat(3000),
    ],
    change: (request, value, slot) => withItem(request, slotName(slot), value),
  }),
  variants({
    slug: 'se-override-duplicate',
    group: 'uri',
    title: 'the same field of the answer asked for twice',
    order: 'before-signing',
    slots: (_, { operation }) =>
      operation.parameters
        .filter((one) => one.in === 'query' && /^response-/.test(one.name))
        .map(({ name }) => `query:${name}`),
    values: ['b', 'a', ''],
    change: (request, value, slot) =>
      withItems(withItem(request, slotName(slot), 'a'), [slotName(slot), value]),
  }),
];
