import fc from 'fast-check';
import { type StructuredRequest, withItem } from '../structured-request.ts';
import { type About, type MutationClass, mutation, type Settlement, settled } from './mutation.ts';

const URI = 'RFC 3986 section 6.2.2';

/** The request with its key written otherwise. The key is everything behind the bucket's part of the path. */
function lastSegment(
  request: StructuredRequest,
  change: (segment: string) => string | undefined,
): StructuredRequest | undefined {
  const at = request.path.lastIndexOf('/');
  const changed = change(request.path.slice(at + 1));
  return changed === undefined
    ? undefined
    : { ...request, path: `${request.path.slice(0, at + 1)}${changed}` };
}

function inKey(
  slug: string,
  title: string,
  variants: readonly string[],
  change: (segment: string, args: string) => string | undefined,
  options: { readonly settles?: Settlement; readonly raw?: true } = {},
): MutationClass {
  return mutation<string>({
    slug,
    group: 'uri',
    title,
    ...(options.raw ? { raw: true } : {}),
    slots: (_, { operation }) => (operation.resource === 'object' ? ['path'] : []),
    args: () => fc.constantFrom(...variants),
    apply: (request, _, args) => lastSegment(request, (segment) => change(segment, args)),
    ...(options.settles ? { settles: () => options.settles } : {}),
  });
}

const append = (segment: string, text: string): string => `${segment}${text}`;
const hasQuery = (request: StructuredRequest, { operation }: About): string[] =>
  request.query.flatMap(([name]) => (operation.authentication === 'form' ? [] : [`query:${name}`]));

/** How targets can be written otherwise. */
export const uriMutations: readonly MutationClass[] = [
  inKey(
    'ur-unreserved-encoded',
    'an unreserved character percent-encoded',
    ['upper', 'lower'],
    (segment, form) => {
      const at = segment.search(/[A-Za-z0-9]/);
      if (at === -1 || segment.includes('%')) return undefined;
      const hex = segment.charCodeAt(at).toString(16);
      return `${segment.slice(0, at)}%${form === 'upper' ? hex.toUpperCase() : hex}${segment.slice(at + 1)}`;
    },
    { settles: settled('as-unmutated', URI) },
  ),
  inKey('ur-double-encoded', 'an escape that is escaped itself', ['%2541', '%252F', '%2525'], append),
  inKey('ur-plus-path', 'a plus sign', ['+', '+a+'], append),
  inKey('ur-incomplete-pct', 'escapes that are none', ['%', '%2', '%zz', '%u0041'], append),
  inKey('ur-nul', 'an escaped NUL', ['%00', '%00.txt'], append),
  inKey('ur-ctl', 'escaped control characters', ['%01', '%0a', '%0d%0a', '%7f', '%1f'], append),
  inKey('ur-invalid-utf8', 'bytes that are not UTF-8', ['%80', '%c3', '%e2%8f', '%ff'], append),
  inKey(
    'ur-overlong-utf8',
    'overlong and surrogate forms',
    ['%C0%AF', '%ED%A0%80', '%F8%88%80%80%80'],
    append,
  ),
  inKey('ur-astral', 'characters of four bytes', ['%F0%9F%98%80', '%F0%90%80%80'], append),
  inKey('ur-nfd', 'a decomposed character', ['e%CC%81', '%C3%A9'], append),
  inKey('ur-casefold', 'characters that case folding changes', ['%C3%9F', '%C4%B0', '%E2%84%AA'], append),
  inKey('ur-bom-key', 'a byte order mark in front', ['%EF%BB%BF'], (segment, text) => `${text}${segment}`),
  inKey(
    'ur-dot-encoded',
    'dot segments, encoded',
    ['%2e/', '%2e%2e/', 'a/%2e%2e/'],
    (segment, text) => `${text}${segment}`,
  ),
  inKey('ur-dot-segment', 'dot segments', ['./', '../', 'a/../'], (segment, text) => `${text}${segment}`, {
    raw: true,
  }),
  inKey('ur-empty-segment', 'empty segments', ['/', '//'], (segment, text) => `${text}${segment}`),
  inKey('ur-trailing-slash', 'a slash at the end', ['/', '//'], append),
  inKey('ur-slash-encoded', 'an encoded slash', ['%2F', '%2Fa'], append),
  inKey('ur-backslash', 'backslashes', ['%5C', '%5Ca'], append),
  inKey('ur-semicolon', 'path parameters', [';x=y', ';'], append),
  inKey('ur-reserved-raw', 'reserved characters as they are', ["!*'()", ':@', '$,=', '&'], append),
  inKey('ur-question-encoded', 'an encoded question mark or hash', ['%3F', '%23', '%3Facl'], append),
  inKey(
    'ur-key-length',
    'long keys',
    ['849', '850', '851', '1025', '2000'],
    (segment, size) => `${segment}${'k'.repeat(Math.max(0, Number(size) - segment.length))}`,
  ),
  mutation<string>({
    slug: 'ur-query-dup',
    group: 'uri',
    title: 'a parameter twice',
    slots: hasQuery,
    args: () => fc.constantFrom('same', 'other', 'empty'),
    apply: (request, slot, form) => {
      const name = slot.slice('query:'.length);
      const found = request.query.find(([written]) => written === name);
      if (!found) return undefined;
      const value = form === 'same' ? found[1] : form === 'other' ? '1' : '';
      return { ...request, query: [...request.query, [name, value]] };
    },
  }),
  mutation<string>({
    slug: 'ur-query-case',
    group: 'uri',
    title: 'a parameter name in other letter case',
    slots: hasQuery,
    args: () => fc.constantFrom('lower', 'UPPER'),
    apply: (request, slot, form) => {
      const name = slot.slice('query:'.length);
      const changed = form === 'lower' ? name.toLowerCase() : name.toUpperCase();
      if (changed === name) return undefined;
      return {
        ...request,
        query: request.query.map(([written, value]) => [written === name ? changed : written, value]),
      };
    },
  }),
  mutation<string>({
    slug: 'ur-query-encoded-name',
    group: 'uri',
    title: 'a parameter name percent-encoded',
    slots: hasQuery,
    args: () => fc.constant('first'),
    apply: (request, slot) => {
      const name = slot.slice('query:'.length);
      if (name === '' || name.startsWith('%')) return undefined;
      const changed = `%${name.charCodeAt(0).toString(16).toUpperCase()}${name.slice(1)}`;
      return {
        ...request,
        query: request.query.map(([written, value]) => [written === name ? changed : written, value]),
      };
    },
    settles: () => settled('as-unmutated', URI),
  }),
  mutation<string>({
    slug: 'ur-query-equals',
    group: 'uri',
    title: 'a flag with a value, a value left out',
    slots: hasQuery,
    args: () => fc.constantFrom('', '1', 'null'),
    apply: (request, slot, value) => {
      const name = slot.slice('query:'.length);
      return withItem(request, name, value === 'null' ? null : value);
    },
  }),
  mutation<string>({
    slug: 'ur-query-empty-name',
    group: 'uri',
    title: 'empty items',
    slots: () => ['query'],
    args: () => fc.constantFrom('', '=', '=x'),
    apply: (request, _, form) => ({
      ...request,
      query: [...request.query, form === '' ? ['', null] : ['', form.slice(1)]],
    }),
  }),
  mutation<string>({
    slug: 'se-unknown-subresource',
    group: 'uri',
    title: 'a parameter nobody knows',
    slots: () => ['query'],
    args: () => fc.constantFrom('bucketproof-unknown', 'a[]', 'x-unknown'),
    apply: (request, _, name) => ({
      ...request,
      query: [...request.query, [encodeURIComponent(name), null]],
    }),
    settles: () => undefined,
  }),
];
