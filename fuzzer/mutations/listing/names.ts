import { placeholder } from '../../placeholders.ts';
import { type RawItem, withItem } from '../../structured-request.ts';
import { at, lists, namedParameters } from '../applies.ts';
import type { About, MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { parameterVariants } from './parameter-variants.ts';

const PREFIX = /^prefix$/;
const DELIMITER = /^delimiter$/;
/** Markers that are names; ids have classes of their own. */
const MARKER = /^(key-|end_)?marker$/;

/** The first documented parameter of the listing whose name matches. */
const named = (about: About, name: RegExp): string | undefined =>
  namedParameters(about, 'query', name)[0]?.name;

/** A class that gives several parameters at once: `p`refix, `d`elimiter and `m`arker, encoded as they are written. */
function together(
  slug: string,
  title: string,
  values: readonly Readonly<Record<string, string>>[],
): MutationClass {
  return variants<Readonly<Record<string, string>>>({
    slug,
    group: 'listing',
    title,
    order: 'before-signing',
    slots: at('query', lists),
    values,
    change: (request, { p, d, m }, _, about) => {
      const items: readonly (readonly [string | undefined, string | undefined])[] = [
        [named(about, PREFIX), p],
        [named(about, DELIMITER), d],
        [named(about, /^(key-)?marker$/), m],
      ];
      const given = items.filter(
        (item): item is RawItem & [string, string] => item[1] !== undefined && item[0] !== undefined,
      );
      return given.length === 0
        ? undefined
        : given.reduce((changed, [name, value]) => withItem(changed, name, value), request);
    },
  });
}

/** Which names are asked for. */
export const listingNameMutations: readonly MutationClass[] = [
  parameterVariants('li-prefix-empty', 'an empty prefix', PREFIX, ['', null]),
  parameterVariants('li-prefix-slash', 'prefixes with slashes', PREFIX, [
    '/',
    '%2F',
    'a/',
    'a%2F',
    '//',
    'a/b/',
  ]),
  parameterVariants('li-prefix-percent', 'prefixes with percent signs', PREFIX, [
    'a%2520',
    'a%25',
    'a%20',
    'a+',
    '%',
    'a%zz',
  ]),
  parameterVariants('li-prefix-nonascii', 'prefixes beyond ASCII', PREFIX, [
    '%C3%A9',
    'e%CC%81',
    '%C3',
    '%F0%9F%98%80',
    '%ED%A0%80',
    '%FF',
    '%EF%BF%BE',
  ]),
  parameterVariants('li-prefix-exact', 'a prefix that is a name', PREFIX, [
    'a',
    'b/',
    placeholder('key'),
    'z',
  ]),
  parameterVariants('li-prefix-long', 'long prefixes', PREFIX, ['a'.repeat(1024), 'a'.repeat(4000)]),
  parameterVariants('li-delim-empty', 'an empty delimiter', DELIMITER, ['', null]),
  parameterVariants('li-delim-multi', 'delimiters of several characters', DELIMITER, [
    '//',
    'a/',
    'ab',
    '%C3%A9',
    '%F0%9F%98%80',
    '%2F%2F',
    '%00',
    '%FF',
  ]),
  together('li-delim-in-prefix', 'a delimiter inside of the prefix', [
    { p: 'a/', d: '/' },
    { p: 'a/b', d: '/' },
    { p: '/', d: '/' },
    { p: 'a', d: 'a' },
    { p: 'a/b/', d: '/' },
  ]),
  together('li-marker-mid-group', 'a marker inside of a group', [
    { d: '/', m: 'a/1' },
    { d: '/', m: 'a/' },
    { d: '/', m: 'b/0' },
    { p: 'a/', d: '/', m: 'a/b/1' },
    { d: '/', m: 'a/\u007f' },
  ]),
  parameterVariants('li-marker-absent', 'markers that are no names', MARKER, [
    '0',
    'zzzz',
    '%7E%7E',
    'a0',
    '%EF%BF%BD',
    '',
  ]),
  parameterVariants('li-marker-odd', 'odd markers', MARKER, [
    '%FF',
    '%00',
    '%C3',
    'a%zz',
    'a+b',
    'a%2Bb',
    'a'.repeat(2000),
  ]),
  together('li-marker-equals-prefix', 'a marker at, below or beyond the prefix', [
    { p: 'a', m: 'a' },
    { p: 'b', m: 'a' },
    { p: 'a', m: 'b' },
    { p: 'a/', m: 'a/' },
  ]),
  parameterVariants(
    'li-versions-markers',
    'a marker of versions without one of keys',
    /^version-?id-?marker$/i,
    ['null', 'x', '', '0'],
  ),
  parameterVariants('li-token-odd', 'markers that are ids nobody gave out', /(id|number)-marker$/, [
    '',
    '0',
    'x',
    '-1',
    'a'.repeat(500),
    '%00',
    '18446744073709551617',
  ]),
];
