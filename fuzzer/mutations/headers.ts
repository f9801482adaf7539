import fc from 'fast-check';
import {
  fieldOf,
  type StructuredRequest,
  withField,
  withFieldChanged,
  withFurtherField,
  withoutField,
} from '../structured-request.ts';
import { type About, type MutationClass, mutation, settled } from './mutation.ts';

/** Fields that the request has and that are not for the way, e.g. Content-Type; by name. */
function ownFields(request: StructuredRequest): string[] {
  return request.headers
    .map(({ name }) => name.toLowerCase())
    .filter((name) => !['host', 'content-length', 'authorization', 'content-md5'].includes(name));
}

const fieldSlots = (request: StructuredRequest): string[] =>
  [...new Set(ownFields(request))].map((name) => `header:${name}`);
const named = (slot: string): string => slot.slice('header:'.length);
const takesDigest = ({ operation }: About): boolean => 'md5' in operation.body;
const meta = ({ dialect }: About): string => `${dialect.headerPrefix}meta-fuzz`;
const storesObject = ({ operation }: About): boolean =>
  operation.effect === 'creates-object' && operation.body.kind === 'bytes';

/** How fields can be written otherwise. */
export const headerMutations: readonly MutationClass[] = [
  mutation<string>({
    slug: 'he-name-case',
    group: 'headers',
    title: 'a field name in other letter case',
    slots: fieldSlots,
    args: () => fc.constantFrom('lower', 'UPPER'),
    apply: (request, slot, form) =>
      withFieldChanged(request, named(slot), (field) => ({
        ...field,
        name: form === 'lower' ? field.name.toLowerCase() : field.name.toUpperCase(),
      })),
    settles: () => settled('as-unmutated', 'RFC 9110 section 5.1'),
  }),
  mutation<string>({
    slug: 'he-dup',
    group: 'headers',
    title: 'a field twice',
    order: 'before-signing',
    slots: fieldSlots,
    args: () => fc.constantFrom('same', 'x', ''),
    apply: (request, slot, form) => {
      const found = fieldOf(request, named(slot));
      return (
        found && withFurtherField(request, { name: found.name, value: form === 'same' ? found.value : form })
      );
    },
  }),
  mutation<string>({
    slug: 'he-empty',
    group: 'headers',
    title: 'a field without a value',
    order: 'before-signing',
    slots: fieldSlots,
    args: () => fc.constant(''),
    apply: (request, slot, value) => withFieldChanged(request, named(slot), (field) => ({ ...field, value })),
  }),
  mutation<string>({
    slug: 'he-missing',
    group: 'headers',
    title: 'a field left out',
    order: 'before-signing',
    slots: fieldSlots,
    args: () => fc.constant(''),
    apply: (request, slot) =>
      fieldOf(request, named(slot)) ? withoutField(request, named(slot)) : undefined,
  }),
  mutation<string>({
    slug: 'se-unknown-vendor-header',
    group: 'headers',
    title: 'a field of the dialect nobody knows',
    slots: () => ['header'],
    args: () => fc.constantFrom('fuzz-unknown', 'x'),
    apply: (request, _, name, { dialect }) => withField(request, `${dialect.headerPrefix}${name}`, '1'),
  }),
  mutation<string>({
    slug: 'se-foreign-prefix',
    group: 'headers',
    title: 'a field of another API',
    slots: () => ['header'],
    args: () => fc.constantFrom('x-amz-acl', 'x-amz-meta-a', 'x-amz-date', 'x-goog-meta-a'),
    apply: (request, _, name) => withField(request, name, 'private'),
    settles: () => settled('as-unmutated', 'RFC 9110 section 5.1', 'should'),
  }),
  mutation<string>({
    slug: 'se-md5-bad',
    group: 'headers',
    title: 'digests that are wrong or none',
    order: 'before-signing',
    slots: (_, about) => (takesDigest(about) ? ['header:content-md5'] : []),
    args: () =>
      fc.constantFrom(
        'AAAAAAAAAAAAAAAAAAAAAA==',
        'AAAAAAAAAAAAAAAAAAAAAA',
        'x',
        '',
        '00000000000000000000000000000000',
        'AAAA',
      ),
    apply: (request, _, value) => withField(request, 'Content-MD5', value),
    settles: (value) => (value === '' ? undefined : settled('refused', 'RFC 1864', 'should')),
  }),
  mutation<string>({
    slug: 'se-md5-required',
    group: 'headers',
    title: 'no digest',
    order: 'before-signing',
    slots: (request, about) =>
      takesDigest(about) && fieldOf(request, 'content-md5') ? ['header:content-md5'] : [],
    args: () => fc.constant(''),
    apply: (request) => withoutField(request, 'Content-MD5'),
  }),
  mutation<string>({
    slug: 'se-meta-value',
    group: 'metadata',
    title: 'metadata with odd values',
    slots: (_, about) => (storesObject(about) ? [`header:${meta(about)}`] : []),
    order: 'before-signing',
    args: () =>
      fc.constantFrom(
        'a  b',
        'a,b',
        'a;b',
        '"a"',
        'A%20b',
        'x'.repeat(1024),
        'x'.repeat(2049),
        '=?utf-8?B?YQ==?=',
        'a\tb',
      ),
    apply: (request, _, value, about) => withField(request, meta(about), value),
  }),
  mutation<string>({
    slug: 'se-meta-dup',
    group: 'metadata',
    title: 'metadata of one name twice',
    slots: (_, about) => (storesObject(about) ? [`header:${meta(about)}`] : []),
    order: 'before-signing',
    args: () => fc.constantFrom('b', 'a', ''),
    apply: (request, _, value, about) =>
      withFurtherField(withField(request, meta(about), 'a'), { name: meta(about), value }),
  }),
  mutation<string>({
    slug: 'he-parameter-odd',
    group: 'headers',
    title: 'a documented parameter with a value outside its type',
    order: 'before-signing',
    slots: (_, { operation }) =>
      operation.parameters
        .filter(({ in: where, type }) => where === 'header' && type !== undefined)
        .map(({ name }) => `header:${name.toLowerCase()}`),
    args: () => fc.constantFrom('bucketproof', '', ' ', '1', '-1', 'a,b', 'TRUE', '"'),
    apply: (request, slot, value) => withField(request, named(slot), value),
  }),
  mutation<string>({
    slug: 'li-parameter-odd',
    group: 'listing',
    title: 'a documented query parameter with an odd value',
    order: 'before-signing',
    slots: (_, { operation }) =>
      operation.parameters.filter(({ in: where }) => where === 'query').map(({ name }) => `query:${name}`),
    args: () =>
      fc.constantFrom(
        '',
        '0',
        '1',
        '2',
        '3',
        '-1',
        '+1',
        '1.0',
        '1e1',
        '01',
        '1001',
        '2147483648',
        '18446744073709551617',
        'a',
        '%2F',
        '%20',
        'a%2Fb',
        '%C3%A9',
        'url',
        'null',
        '%FF',
      ),
    apply: (request, slot, value) => ({
      ...request,
      query: [
        ...request.query.filter(([name]) => name !== slot.slice('query:'.length)),
        [slot.slice('query:'.length), value],
      ],
    }),
  }),
];
