import { type StructuredRequest, slotName, withField, withFurtherField } from '../../structured-request.ts';
import { namedParameters, parameterAt, takesMetadata } from '../applies.ts';
import type { About, MutationClass } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

/** A documented field of one's own metadata, one for every owner: the first of its prefix. */
const metadataSlots: Slots = (request, about) =>
  takesMetadata(about, request)
    ? namedParameters(about, 'header', /-meta-/i)
        .filter(({ name }) => !/-remove-/i.test(name))
        .slice(0, 1)
        .map(({ name }) => `header:${name.toLowerCase()}`)
    : [];

/** What stands before the name of an attribute, as documented: `X-Object-Meta-`. */
function prefixOf(about: About, slot: string): string {
  const name = parameterAt(about, slot)?.name ?? slotName(slot);
  return name.slice(0, name.toLowerCase().lastIndexOf('-meta-') + '-meta-'.length);
}

/** What stands before the name of an attribute that is to go. */
function removalPrefix(about: About): string | undefined {
  const [removal] = namedParameters(about, 'header', /-remove-.*-meta-/i);
  return removal?.name.slice(0, removal.name.toLowerCase().lastIndexOf('-meta-') + '-meta-'.length);
}

type Change = (
  request: StructuredRequest,
  prefix: string,
  form: string,
  about: About,
) => StructuredRequest | undefined;

function metadata(
  slug: string,
  title: string,
  values: readonly string[],
  change: Change,
  raw?: true,
): MutationClass {
  return variants({
    slug,
    group: 'metadata',
    title,
    order: 'before-signing',
    slots: metadataSlots,
    values,
    ...(raw ? { raw } : {}),
    change: (request, form, slot, about) => change(request, prefixOf(about, slot), form, about),
  });
}

/** A class of values of one attribute. */
function values(slug: string, title: string, list: readonly string[], raw?: true): MutationClass {
  return metadata(
    slug,
    title,
    list,
    (request, prefix, value) => withField(request, `${prefix}Fuzz`, value),
    raw,
  );
}

const times = (count: number, make: (n: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** Numbers and lengths around documented limits: of a name, of a value, of attributes, of everything. */
const LIMITS: Readonly<Record<string, (prefix: string) => readonly (readonly [string, string])[]>> = {
  'name 128': (prefix) => [[`${prefix}${'n'.repeat(128)}`, '1']],
  'name 129': (prefix) => [[`${prefix}${'n'.repeat(129)}`, '1']],
  'value 256': (prefix) => [[`${prefix}Fuzz`, 'v'.repeat(256)]],
  'value 257': (prefix) => [[`${prefix}Fuzz`, 'v'.repeat(257)]],
  'value 2000': (prefix) => [[`${prefix}Fuzz`, 'v'.repeat(2000)]],
  'value 2049': (prefix) => [[`${prefix}Fuzz`, 'v'.repeat(2049)]],
  'value 4097': (prefix) => [[`${prefix}Fuzz`, 'v'.repeat(4097)]],
  'count 90': (prefix) => times(90, (n) => `${prefix}F${n}`).map((name) => [name, '1'] as const),
  'count 91': (prefix) => times(91, (n) => `${prefix}F${n}`).map((name) => [name, '1'] as const),
  'total 4200': (prefix) =>
    times(20, (n) => `${prefix}F${n}`).map((name) => [name, 'v'.repeat(208)] as const),
};

/** Metadata of one's own. */
export const metadataMutations: readonly MutationClass[] = [
  metadata(
    'se-meta-case',
    'names in other letter case',
    ['FUZZ', 'fuzz', 'fUZZ-nAME'],
    (request, prefix, name) => withField(request, `${prefix}${name}`, '1'),
  ),
  metadata(
    'se-meta-prefix-case',
    'the prefix in other letter case',
    ['lower', 'UPPER'],
    (request, prefix, form) =>
      withField(request, `${form === 'lower' ? prefix.toLowerCase() : prefix.toUpperCase()}Fuzz`, '1'),
  ),
  metadata('se-meta-dup', 'one attribute twice', ['b', 'a', ''], (request, prefix, value) =>
    withFurtherField(withField(request, `${prefix}Fuzz`, 'a'), { name: `${prefix}Fuzz`, value }),
  ),
  metadata(
    'se-meta-dup-case',
    'two attributes that differ in letter case',
    ['b', 'a'],
    (request, prefix, value) =>
      withFurtherField(withField(request, `${prefix}Fuzz`, 'a'), { name: `${prefix}fUZZ`, value }),
  ),
  values('se-meta-empty', 'an attribute without a value', ['']),
  values('se-meta-nonascii', 'values beyond ASCII', [
    '\u00c3\u00a9',
    '\u00e9',
    '=?utf-8?B?w6k=?=',
    '%C3%A9',
    '\u00ff\u00fe',
    '\u00f0\u009f\u0098\u0080',
  ]),
  values('se-meta-ws', 'white space in values', ['a  b', 'a\tb', 'a \t b', '\ta', 'a '], true),
  values('se-meta-comma', 'values with commas', ['a,b', 'a, b', ',', 'a;b,c', '"a,b"']),
  values('se-meta-value', 'values with other meanings', [
    '"a"',
    'A%20b',
    '&lt;',
    '<a>',
    "a'b",
    'a\\b',
    'null',
    '0',
  ]),
  metadata(
    'se-meta-limits',
    'names, values and numbers around the limits',
    Object.keys(LIMITS),
    (request, prefix, form) =>
      LIMITS[form]?.(prefix).reduce((changed, [name, value]) => withField(changed, name, value), request),
  ),
  metadata(
    'se-meta-reserved',
    'attributes called like other fields',
    ['Content-Type', 'ETag', 'Host', 'acl', 'Authorization', '__proto__', 'constructor'],
    (request, prefix, name) => withField(request, `${prefix}${name}`, '1'),
  ),
  metadata(
    'se-meta-name-odd',
    'odd names',
    ['', '-', '_', 'a_b', 'a.b', "!#$%&'*+", '-a-', 'a--b'],
    (request, prefix, name) => withField(request, `${prefix}${name}`, '1'),
  ),
  metadata(
    'se-meta-set-and-remove',
    'an attribute that is set and removed at once',
    ['a', '', ' '],
    (request, prefix, value, about) => {
      const removal = removalPrefix(about);
      return removal === undefined
        ? undefined
        : withField(withField(request, `${prefix}Fuzz`, value), `${removal}Fuzz`, 'x');
    },
  ),
  metadata(
    'se-meta-remove-absent',
    'the removal of what is not there',
    ['x', '', 'Color'],
    (request, _, value, about) => {
      const removal = removalPrefix(about);
      return removal === undefined ? undefined : withField(request, `${removal}Absent`, value);
    },
  ),
];
