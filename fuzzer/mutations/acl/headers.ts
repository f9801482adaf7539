import { documentOf, slotName, withField, withFurtherField } from '../../structured-request.ts';
import { namedParameters, parameterAt, parameterSlots } from '../applies.ts';
import type { About, MutationClass } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

const CANNED = /-acl$/i;
const GRANT = /-grant-/i;
const canned = parameterSlots('header', CANNED);
const grant: Slots = (request, about) => parameterSlots('header', GRANT)(request, about).slice(0, 2);

/** The documented example of a field of grants, which is well-formed. */
const example = (about: About, slot: string): string => parameterAt(about, slot)?.example ?? '';
/** The same with another id. */
const withId = (text: string, id: string): string => text.replace(/"[^"]*"/, () => `"${id}"`);

/** A class that writes grants otherwise; every form is made of the documented example. */
function grants(
  slug: string,
  title: string,
  forms: Readonly<Record<string, (grant: string) => string>>,
): MutationClass {
  return variants({
    slug,
    group: 'acl',
    title,
    order: 'before-signing',
    slots: grant,
    values: Object.keys(forms),
    change: (request, form, slot, about) => {
      const value = forms[form]?.(example(about, slot));
      return value === undefined ? undefined : withField(request, slotName(slot), value);
    },
  });
}

/** Access control by header fields. */
export const aclHeaderMutations: readonly MutationClass[] = [
  variants({
    slug: 'ac-canned-each',
    group: 'acl',
    title: 'every documented canned list',
    order: 'before-signing',
    slots: canned,
    values: (slot, _, about) => {
      const type = parameterAt(about, slot)?.type;
      return type?.kind === 'enum' ? type.values : [];
    },
    change: (request, value, slot) => withField(request, slotName(slot), value),
  }),
  variants({
    slug: 'ac-canned-odd',
    group: 'acl',
    title: 'canned lists nobody knows',
    order: 'before-signing',
    slots: canned,
    values: [
      'bucketproof',
      'Private',
      'PUBLIC-READ',
      '',
      'private,public-read',
      'aws-exec-read',
      'log-delivery-write',
      ' private',
      'public_read',
    ],
    change: (request, value, slot) => withField(request, slotName(slot), value),
  }),
  variants({
    slug: 'ac-canned-plus-grant',
    group: 'acl',
    title: 'a canned list and grants together',
    order: 'before-signing',
    slots: (request, about) => (grant(request, about).length > 0 ? canned(request, about) : []),
    values: ['private', 'public-read'],
    change: (request, value, slot, about) => {
      const [other] = namedParameters(about, 'header', GRANT);
      return other && withField(withField(request, slotName(slot), value), other.name, other.example);
    },
  }),
  variants({
    slug: 'ac-header-plus-body',
    group: 'acl',
    title: 'a canned list and a document together',
    order: 'before-signing',
    slots: (request, about) => (documentOf(request) ? canned(request, about) : []),
    values: ['private', 'public-read'],
    change: (request, value, slot) => withField(request, slotName(slot), value),
  }),
  grants('ac-grant-syntax', 'grants written otherwise', {
    unquoted: (text) => text.replaceAll('"', ''),
    single: (text) => text.replaceAll('"', "'"),
    half: (text) => text.replace('"', ''),
    blanks: (text) => text.replace('=', ' = '),
    'trailing-comma': (text) => `${text},`,
    'leading-comma': (text) => `,${text}`,
    'no-name': (text) => text.replace(/^\w+=/, ''),
    'upper-name': (text) => text.replace(/^\w+/, (name) => name.toUpperCase()),
    empty: () => '',
    'empty-id': (text) => withId(text, ''),
    semicolon: (text) => `${text};${text}`,
  }),
  grants('ac-grant-escape', 'special characters in ids', {
    quote: (text) => withId(text, 'a\\"b'),
    comma: (text) => withId(text, 'a,b'),
    backslash: (text) => withId(text, 'a\\b'),
    escaped: (text) => withId(text, '%31'),
    markup: (text) => withId(text, '<a>&amp;'),
    latin: (text) => withId(text, '\u00e9'),
  }),
  grants('ac-grant-dup', 'the same grantee twice', {
    same: (text) => `${text},${text}`,
    blank: (text) => `${text} , ${text}`,
  }),
  variants({
    slug: 'ac-grant-dup-field',
    group: 'acl',
    title: 'two fields of grants',
    order: 'before-signing',
    slots: grant,
    values: ['same', ''],
    change: (request, form, slot, about) => {
      const value = example(about, slot);
      const name = parameterAt(about, slot)?.name ?? slotName(slot);
      return withFurtherField(withField(request, name, value), {
        name,
        value: form === 'same' ? value : form,
      });
    },
  }),
  grants('ac-grant-unknown-id', 'ids that nobody has, or nobody can have', {
    unknown: (text) => withId(text, '999999999999'),
    letters: (text) => withId(text, 'bucketproof'),
    long: (text) => withId(text, '9'.repeat(300)),
    negative: (text) => withId(text, '-1'),
    zero: (text) => withId(text, '0'),
  }),
  grants('ac-grant-group-uri', 'groups', {
    all: () => 'uri="http://cam.qcloud.com/groups/global/AllUsers"',
    amazon: () => 'uri="http://acs.amazonaws.com/groups/global/AllUsers"',
    https: () => 'uri="https://acs.amazonaws.com/groups/global/AllUsers"',
    slash: () => 'uri="http://acs.amazonaws.com/groups/global/AllUsers/"',
    unknown: () => 'uri="http://example.com/groups/Nobody"',
  }),
  grants('ac-grant-email', 'grantees by mail address', {
    plain: () => 'emailAddress="a@example.com"',
    upper: () => 'EmailAddress="A@EXAMPLE.COM"',
    none: () => 'emailAddress=""',
  }),
  grants('ac-grant-count', 'many grantees', {
    '99': (text) => Array.from({ length: 99 }, (_, n) => withId(text, String(100_000_000_000 + n))).join(','),
    '100': (text) =>
      Array.from({ length: 100 }, (_, n) => withId(text, String(100_000_000_000 + n))).join(','),
    '101': (text) =>
      Array.from({ length: 101 }, (_, n) => withId(text, String(100_000_000_000 + n))).join(','),
  }),
  grants('ac-cos-id-form', 'forms of ids: bare, principal, everyone', {
    bare: (text) => withId(text, '100000000001'),
    principal: (text) => withId(text, 'qcs::cam::uin/100000000001:uin/100000000001'),
    sub: (text) => withId(text, 'qcs::cam::uin/100000000001:uin/100000000002'),
    everyone: (text) => withId(text, 'qcs::cam::anyone:anyone'),
    half: (text) => withId(text, 'qcs::cam::uin/100000000001'),
    wild: (text) => withId(text, 'qcs::cam::uin/*:uin/*'),
    word: (text) => text.replace(/^\w+=/, 'uin='),
  }),
];
