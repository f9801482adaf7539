import fc from 'fast-check';
import type { ListEntry } from '../roll-up.ts';

/** Keys that meet each other, the delimiters and the edges of UTF-16 order in every way. */
export const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '/', '-', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'),
  minLength: 1,
  maxLength: 5,
});
/** Prefixes of listings. */
export const start = fc.oneof(
  fc.constant(''),
  fc.string({ unit: fc.constantFrom('a', '/', '\u{10ffff}'), maxLength: 2 }),
);
/** Delimiters of listings. */
export const delimiter = fc.constantFrom('', '/', '/', '-', 'a/', '//', '\u{10ffff}', '\ue000');
/** The value or nothing. */
export const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined });

/** The order of the UTF-8 bytes. */
export const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** One line of a listing: its key and how it is shown. */
export interface Line {
  readonly key: string;
  readonly name: string;
}

/** What a listing without a limit shows of lines in order, by the words of the documentation. */
export function model(lines: readonly Line[], query: { prefix: string; delimiter: string }): string[] {
  const shown: string[] = [];
  for (const { key: at, name } of lines) {
    if (!at.startsWith(query.prefix)) continue;
    const cut = query.delimiter === '' ? -1 : at.indexOf(query.delimiter, query.prefix.length);
    const entry = cut === -1 ? name : `prefix ${at.slice(0, cut + query.delimiter.length)}`;
    if (shown.at(-1) !== entry) shown.push(entry);
  }
  return shown;
}

/** Entries as text. */
export function show<T>(entries: readonly ListEntry<T>[], name: (item: T) => string): string[] {
  return entries.map((entry) => (entry.type === 'item' ? name(entry.item) : `prefix ${entry.prefix}`));
}

/** How an object is shown. */
export const objectName = (item: { key: string }): string => `key ${item.key}`;
