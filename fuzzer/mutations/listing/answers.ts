import { withField, withItem } from '../../structured-request.ts';
import { at, lists, namedParameters, takes } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { parameterVariants } from './parameter-variants.ts';

/** A class of parameters that other listings have, and this one perhaps not. */
function foreign(
  slug: string,
  title: string,
  items: readonly (readonly [name: string, value: string])[],
): MutationClass {
  return variants<readonly string[]>({
    slug,
    group: 'listing',
    title,
    order: 'before-signing',
    slots: at('query', lists),
    values: items,
    change: (request, [name = '', value = '']) => withItem(request, name, value),
  });
}

/** The formats a listing can be asked for by media type, with a format that says otherwise. */
const MEDIA: readonly Readonly<Record<string, string>>[] = [
  { accept: 'application/json' },
  { accept: 'application/xml' },
  { accept: 'text/xml' },
  { accept: 'text/plain' },
  { accept: 'image/png' },
  { accept: 'application/xml', format: 'json' },
  { accept: 'application/json', format: 'xml' },
  { accept: 'image/png', format: 'json' },
  { accept: 'application/json;q=0, text/plain' },
  { accept: 'x', format: 'plain' },
];

/** How listings are answered. */
export const listingAnswerMutations: readonly MutationClass[] = [
  parameterVariants('li-encoding-type', 'encodings of names', /^encoding-type$/, [
    'url',
    'URL',
    'none',
    '',
    'base64',
    null,
  ]),
  foreign('li-fetch-owner', 'whether owners are shown', [
    ['fetch-owner', 'true'],
    ['fetch-owner', 'x'],
  ]),
  foreign('li-list-type-odd', 'versions of the listing', [
    ['list-type', '1'],
    ['list-type', '2'],
    ['list-type', '3'],
    ['list-type', ''],
  ]),
  foreign('li-param-both-versions', 'parameters of two versions of the listing', [
    ['start-after', 'a'],
    ['continuation-token', 'x'],
    ['continuation-token', ''],
  ]),
  foreign('li-unknown-param', 'parameters nobody knows', [
    ['bucketproof', '1'],
    ['Prefix', 'a'],
    ['max_keys', '1'],
    ['prefix%20', 'a'],
  ]),
  parameterVariants('li-sw-format', 'formats of a listing', /^format$/, [
    'json',
    'JSON',
    'xml',
    'plain',
    'text',
    '',
    'x',
    'json%20',
    null,
  ]),
  variants<Readonly<Record<string, string>>>({
    slug: 'li-sw-accept',
    group: 'listing',
    title: 'a format by media type, alone and against the parameter',
    order: 'before-signing',
    slots: at('header:accept', takes('query', /^format$/)),
    values: MEDIA,
    change: (request, { accept = '', format }) => {
      const asked = withField(request, 'Accept', accept);
      return format === undefined ? asked : withItem(asked, 'format', format);
    },
  }),
  foreign('li-sw-reverse', 'the listing in reverse', [
    ['reverse', 'true'],
    ['reverse', 'on'],
    ['reverse', '1'],
    ['reverse', 'x'],
    ['reverse', ''],
  ]),
  variants<Readonly<Record<string, string>>>({
    slug: 'li-sw-path-param',
    group: 'listing',
    title: 'what lies directly in a path, with prefix and delimiter',
    order: 'before-signing',
    slots: at('query:path', takes('query', /^path$/)),
    values: [
      { path: 'a' },
      { path: 'a/' },
      { path: '' },
      { path: 'a', prefix: 'b' },
      { path: 'a', delimiter: '/' },
      { path: 'absent' },
    ],
    change: (request, items) =>
      Object.entries(items).reduce((changed, [name, value]) => withItem(changed, name, value), request),
  }),
  variants({
    slug: 'li-sw-204-vs-200',
    group: 'listing',
    title: 'an empty answer in every format',
    order: 'before-signing',
    slots: at('query', takes('query', /^format$/)),
    values: ['', 'json', 'xml', 'plain'],
    change: (request, format) => {
      const empty = withItem(request, 'prefix', 'bucketproof-absent');
      return format === '' ? empty : withItem(empty, 'format', format);
    },
  }),
  variants({
    slug: 'li-parameter-odd',
    group: 'listing',
    title: 'a documented query parameter with an odd value',
    order: 'before-signing',
    slots: (_, about) => namedParameters(about, 'query', /^/).map(({ name }) => `query:${name}`),
    values: ['', '0', '1', '-1', 'a', '%2F', '%20', 'a%2Fb', '%C3%A9', 'null', '%FF', '%00', "'", '%3Ca%3E'],
    change: (request, value, slot) => withItem(request, slot.slice('query:'.length), value),
  }),
];
