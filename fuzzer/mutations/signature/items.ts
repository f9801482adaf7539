import type { MutationClass } from '../mutation.ts';
import { settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { type CredentialItems, inItems, inText, movedToQuery, signed } from './credentials-text.ts';

type Items = CredentialItems['items'];

const isList = (name: string): boolean => /list$|signedheaders$/i.test(name);
/** Changes the values of the items that `accept` takes; undefined when there are none. */
const withValues = (
  items: Items,
  accept: (name: string, value: string) => boolean,
  change: (value: string, index: number) => string,
): Items | undefined => {
  const found = items.filter(([name, value]) => accept(name, value));
  return found.length === 0
    ? undefined
    : items.map((item) => {
        const index = found.indexOf(item);
        return index === -1 ? item : [item[0], change(item[1], index)];
      });
};
const inLists =
  (change: (names: readonly string[]) => readonly string[]) =>
  (items: Items): Items | undefined =>
    withValues(
      items,
      (name, value) => isList(name) && value !== '',
      (value) => change(value.split(';')).join(';'),
    );
const isTime = (_: string, value: string): boolean => /^\d+;\d+$/.test(value);
const inTimes =
  (which: number, change: (start: number, end: number) => string) =>
  (items: Items): Items | undefined =>
    withValues(items, isTime, (value, index) => {
      const [start = 0, end = 0] = value.split(';').map(Number);
      return index === which ? change(start, end) : value;
    });
const last = (text: string): string => text.at(-1) ?? '';

/** The text of credentials: their items, lists, times and the signature. */
export const credentialTextMutations: readonly MutationClass[] = [
  inText(
    {
      slug: 'si-ws',
      title: 'white space around the credentials',
      raw: true,
      settles: settled('as-unmutated', 'RFC 9110 section 5.5'),
    },
    { before: (text) => ` ${text}`, behind: (text) => `${text} `, tab: (text) => `\t${text}\t` },
  ),
  inText(
    { slug: 'si-ws-inside', title: 'white space inside the credentials' },
    {
      'around separators': (text) => text.replaceAll('&', ' & ').replaceAll(',', ' , '),
      'around equals': (text) => text.replace('=', ' = '),
      'trailing separator': (text) => `${text}${text.includes('&') ? '&' : ','}`,
      'double separator': (text) => text.replace('&', '&&'),
    },
  ),
  inText(
    { slug: 'si-bit-flip', title: 'the end of the credentials changed' },
    {
      flip: (text) => `${text.slice(0, -1)}${last(text) === '0' ? '1' : '0'}`,
      cut: (text) => text.slice(0, -1),
      longer: (text) => `${text}0`,
      halved: (text) => text.slice(0, -20),
      shorter: (text) => text.replace(/([0-9a-f]{32})[0-9a-f]+$/, '$1'),
      nul: (text) => text.replace(/[0-9a-f]$/, 'g'),
    },
  ),
  inText(
    { slug: 'si-hex-case', title: 'the signature in upper case' },
    {
      upper: (text) => text.replace(/[0-9a-f]{32,}$/, (hex) => hex.toUpperCase()),
      mixed: (text) => text.replace(/[a-f](?=[0-9a-f]*$)/, (digit) => digit.toUpperCase()),
    },
  ),
  inText(
    { slug: 'si-b64-forms', title: 'the signature in another encoding' },
    {
      base64: (text) => text.replace(/[0-9a-f]{32,}$/, (hex) => Buffer.from(hex, 'hex').toString('base64')),
      unpadded: (text) => text.replace(/=+$/, ''),
      padded: (text) => `${text}=`,
      escaped: (text) => text.replace(/[0-9a-f]$/, (digit) => `%3${digit}`),
    },
  ),
  inItems(
    { slug: 'si-field-order', title: 'the items of the credentials in another order' },
    { reverse: (items) => items.toReversed(), rotate: (items) => [...items.slice(1), ...items.slice(0, 1)] },
  ),
  inItems(
    { slug: 'si-field-dup', title: 'an item of the credentials twice' },
    {
      'first other': (items) =>
        items.flatMap(([name, value], at) =>
          at === 0
            ? [
                [name, 'x'],
                [name, value],
              ]
            : [[name, value]],
        ),
      'last other': (items) =>
        items.flatMap(([name, value]) =>
          /signature$/i.test(name)
            ? [
                [name, value],
                [name, 'x'],
              ]
            : [[name, value]],
        ),
      'all twice': (items) => [...items, ...items],
    },
  ),
  inItems(
    { slug: 'si-field-missing', title: 'an item of the credentials left out' },
    Object.fromEntries(
      [0, 1, 2, 3, 4, 5, 6].map((at) => [
        String(at),
        (items: Items) => (at < items.length ? items.filter((_, index) => index !== at) : undefined),
      ]),
    ),
  ),
  inItems(
    { slug: 'si-field-unknown', title: 'an item of the credentials nobody knows' },
    { behind: (items) => [...items, ['x-fuzz', '1']], before: (items) => [['x-fuzz', '1'], ...items] },
  ),
  inItems(
    { slug: 'si-field-case', title: 'items of the credentials in other letter case' },
    {
      UPPER: (items) => items.map(([name, value]) => [name.toUpperCase(), value]),
      first: (items) => items.map(([name, value], at) => [at === 0 ? name.toUpperCase() : name, value]),
    },
  ),
  inItems(
    { slug: 'si-header-list-order', title: 'the list of what is signed in another order' },
    { reverse: inLists((names) => names.toReversed()) },
  ),
  inItems(
    { slug: 'si-header-list-dup', title: 'a name twice in the list of what is signed' },
    {
      twice: inLists((names) => [...names, ...names]),
      first: inLists((names) => [names[0] ?? '', ...names]),
    },
  ),
  inItems(
    { slug: 'si-header-list-case', title: 'the list of what is signed in upper case' },
    { UPPER: inLists((names) => names.map((name) => name.toUpperCase())) },
  ),
  inItems(
    { slug: 'si-header-list-empty', title: 'empty names in the list of what is signed' },
    { behind: inLists((names) => [...names, '']), before: inLists((names) => ['', ...names]) },
  ),
  inItems(
    { slug: 'si-cos-key-time', title: 'two times of validity that differ' },
    {
      later: inTimes(1, (start, end) => `${start};${end + 1}`),
      earlier: inTimes(1, (start, end) => `${start - 1};${end}`),
      reversed: inTimes(1, (start, end) => `${end};${start}`),
      zero: inTimes(1, () => '0;0'),
      'first later': inTimes(0, (start, end) => `${start};${end + 1}`),
    },
  ),
  inItems(
    { slug: 'si-time-forms', title: 'times of validity in other forms' },
    {
      one: inTimes(0, (start) => String(start)),
      comma: inTimes(0, (start, end) => `${start},${end}`),
      blank: inTimes(0, (start, end) => `${start}; ${end}`),
      zeros: inTimes(0, (start, end) => `0${start};0${end}`),
      plus: inTimes(0, (start, end) => `+${start};+${end}`),
      decimal: inTimes(0, (start, end) => `${start}.0;${end}.0`),
      milliseconds: inTimes(0, (start, end) => `${start}000;${end}000`),
      empty: inTimes(0, () => ''),
    },
  ),
  inItems(
    { slug: 'si-cos-algorithm', title: 'another algorithm' },
    Object.fromEntries(
      ['sha256', 'SHA1', 'Sha1', 'md5', '', 'sha1 '].map((algorithm) => [
        algorithm === '' ? 'empty' : algorithm,
        (items: Items) =>
          withValues(
            items,
            (name) => /algorithm$/i.test(name),
            () => algorithm,
          ),
      ]),
    ),
  ),
  variants({
    slug: 'si-cos-query-vs-header',
    group: 'signature',
    title: 'items of the credentials in the query, or in both places',
    order: 'after-signing',
    slots: signed,
    values: ['all', 'both', 'half'],
    change: (request, form, _, about) => {
      const moved = movedToQuery(request, about);
      if (!moved || form === 'all') return moved;
      if (form === 'both') return { ...request, query: moved.query };
      return { ...request, query: moved.query.slice(0, -3) };
    },
  }),
];
