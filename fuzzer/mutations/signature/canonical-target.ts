import type { RawItem, StructuredRequest } from '../../structured-request.ts';
import { addressesObject, both, isSigned, storesObject } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';
import { signed } from './credentials-text.ts';

const withItems = (request: StructuredRequest, items: readonly RawItem[]): StructuredRequest => ({
  ...request,
  query: [...request.query, ...items],
});
const signedObject: Slots = (request, about) =>
  both(isSigned, addressesObject)(about, request) ? ['path'] : [];
/** Uploads take any key, so that only the signature decides. */
const signedUpload: Slots = (request, about) =>
  isSigned(about, request) && storesObject(about, request) ? ['path'] : [];

/** A class that adds items to the query: signed as they are, or behind the back of the signature. */
function added(
  slug: string,
  title: string,
  forms: Readonly<Record<string, readonly RawItem[]>>,
  order?: 'before-signing' | 'after-signing',
): MutationClass {
  return variants({
    slug,
    group: 'signature',
    title,
    ...(order === undefined ? {} : { order }),
    slots: signed,
    values: Object.keys(forms),
    change: (request, form) => {
      const items = forms[form];
      return items && withItems(request, items);
    },
  });
}

/** A class that ends the key of an upload otherwise. */
function keys(slug: string, title: string, values: readonly string[], slots = signedUpload): MutationClass {
  return variants({
    slug,
    group: 'signature',
    title,
    order: 'before-signing',
    slots,
    values,
    change: (request, text) => ({ ...request, path: `${request.path}${text}` }),
  });
}

/** Path and query as the signature covers them. */
export const canonicalTargetMutations: readonly MutationClass[] = [
  variants({
    slug: 'si-query-order',
    group: 'signature',
    title: 'parameters in another order',
    settlesEitherOrder: true,
    slots: (request, about) => (isSigned(about, request) && request.query.length > 1 ? ['query'] : []),
    values: ['reverse'],
    change: (request) => ({ ...request, query: request.query.toReversed() }),
  }),
  added(
    'si-query-sort-basis',
    'parameters whose order depends on how they are compared',
    {
      case: [
        ['bpB', '1'],
        ['bpa', '2'],
        ['bp-a', '3'],
      ],
      escapes: [
        ['bp%7Ea', '1'],
        ['bp%20a', '2'],
        ['bpa', '3'],
      ],
      prefix: [
        ['bp-a', '1'],
        ['bp', '2'],
        ['bp.a', '3'],
      ],
      unicode: [
        ['bp%F0%9F%98%80', '1'],
        ['bp%EF%BD%9E', '2'],
      ],
    },
    'before-signing',
  ),
  added('si-query-dup-params', 'a signed parameter twice', {
    descending: [
      ['bp', '2'],
      ['bp', '1'],
    ],
    same: [
      ['bp', '1'],
      ['bp', '1'],
    ],
    empty: [
      ['bp', ''],
      ['bp', '1'],
    ],
  }),
  variants({
    slug: 'si-query-empty',
    group: 'signature',
    title: 'flags with and without equals sign',
    order: 'after-signing',
    slots: (request, about) =>
      isSigned(about, request)
        ? request.query.filter(([, value]) => value === null || value === '').map(([name]) => `query:${name}`)
        : [],
    values: ['turned'],
    change: (request, _, slot) => ({
      ...request,
      query: request.query.map(
        ([name, value]): RawItem =>
          slot === `query:${name}` && (value === null || value === '')
            ? [name, value === null ? '' : null]
            : [name, value],
      ),
    }),
  }),
  added(
    'si-query-plus',
    'a plus sign in a signed value',
    {
      plus: [['bp', 'a+b']],
      blank: [['bp', 'a%20b']],
      escaped: [['bp', 'a%2Bb']],
    },
    'before-signing',
  ),
  added(
    'si-query-unsigned',
    'a parameter added behind the back of the signature',
    {
      plain: [['bucketproof', 'z']],
      flag: [['bucketproof', null]],
      two: [
        ['bp', '1'],
        ['bp', '2'],
      ],
    },
    'after-signing',
  ),
  variants({
    slug: 'si-query-hex-case',
    group: 'signature',
    title: 'escapes in other letter case behind the back of the signature',
    order: 'after-signing',
    slots: (request, about) =>
      isSigned(about, request) && /%[0-9]*[A-Fa-f]/.test(JSON.stringify([request.path, request.query]))
        ? ['query']
        : [],
    values: ['lower', 'UPPER'],
    change: (request, form) => {
      const cased = (text: string): string =>
        text.replace(/%[0-9A-Fa-f]{2}/g, (hex) => (form === 'lower' ? hex.toLowerCase() : hex.toUpperCase()));
      return {
        ...request,
        path: cased(request.path),
        query: request.query.map(([name, value]): RawItem => [name, value === null ? null : cased(value)]),
      };
    },
  }),
  added(
    'si-query-tilde',
    'characters in a signed value that need no encoding',
    {
      tilde: [['bp', '~']],
      'tilde escaped': [['bp', '%7E']],
      marks: [['bp', "!*'()"]],
      'marks escaped': [['bp', '%21%2A%27%28%29']],
      reserved: [['bp', '/:@?']],
      lower: [['bp', '%c3%a9']],
    },
    'before-signing',
  ),
  keys('si-path-slash', 'slashes and dots in a signed path', ['%2Fa', '//a', '/./a', '/%2e%2e/a']),
  keys('si-path-double-encode', 'escapes in a signed path that are escaped themselves', [
    '%2541',
    '%252F',
    '%2520',
  ]),
  keys('si-path-unicode', 'characters of several forms in a signed path', [
    'e%CC%81',
    '%C3%A9',
    '%F0%9F%98%80',
    '%c3%a9',
  ]),
  keys('si-path-plus', 'plus signs and blanks in a signed path', ['+', '%20', '%2B', '+%20']),
  keys('si-apostrophe', 'marks in a signed path that some programs encode', [
    "'",
    '!',
    '(a)',
    '*',
    '%27',
    '~',
  ]),
  variants({
    slug: 'si-path-reencoded',
    group: 'signature',
    title: 'the path encoded otherwise behind the back of the signature',
    order: 'after-signing',
    slots: signedObject,
    values: ['first', 'last'],
    change: (request, which) => {
      const segment = /[^/]*$/.exec(request.path)?.[0] ?? '';
      if (segment === '' || segment.includes('%')) return undefined;
      const at = request.path.length - (which === 'last' ? 1 : segment.length);
      const hex = request.path.charCodeAt(at).toString(16).toUpperCase();
      return { ...request, path: `${request.path.slice(0, at)}%${hex}${request.path.slice(at + 1)}` };
    },
  }),
];
