import { compareKeys, keyAfterPrefix } from './key-order.ts';

/** What a listing by key takes. */
export interface KeyQuery {
  /** Only keys that begin with it. */
  readonly prefix?: string | undefined;
  /**
   * Keys that have it after the prefix are rolled up into one common prefix, which ends with its first occurrence.
   * Any string; empty is none.
   */
  readonly delimiter?: string | undefined;
  /**
   * What is made of keys that are rolled up: an entry for all of them; nothing but the item whose key is the common
   * prefix itself, as of a directory of which only the children are listed; or nothing at all. Default `entry`.
   */
  readonly rolledUp?: 'entry' | 'own-item' | 'nothing' | undefined;
  /** Greatest number of entries, common prefixes among them. 0 gives an empty page that is not truncated. */
  readonly limit: number;
}

/** An item, or the common prefix of several. */
export type ListEntry<T> =
  | { readonly type: 'item'; readonly item: T }
  | { readonly type: 'prefix'; readonly prefix: string };

/** Where a listing begins. */
export interface ListStart<T> {
  /** Entries after this key. */
  readonly key: string | undefined;
  /** Items of that key that are still to be listed. */
  readonly rest?: Iterable<T> | undefined;
  /** Whether the common prefix that `key` lies inside of, but is not, is listed when keys of it are left. */
  readonly prefixOfMarker?: 'skip' | 'list' | undefined;
}

/** The items of one key after another. */
export interface KeyedItems<T> {
  /** The first key after `bound` (not before it when `inclusive`) with its items; undefined when there is none. */
  after(
    bound: string | undefined,
    inclusive: boolean,
  ): { readonly key: string; readonly items: Iterable<T> } | undefined;
}

/** Up to `limit` entries, and whether there are more. */
export interface EntryPage<T> {
  readonly entries: readonly ListEntry<T>[];
  readonly truncated: boolean;
}

/** A page of `source`. Takes as many look-ups as there are entries on the page, whatever lies under its prefixes. */
export function rollUp<T>(source: KeyedItems<T>, query: KeyQuery, start: ListStart<T>): EntryPage<T> {
  const entries: ListEntry<T>[] = [];
  for (const entry of walk(source, query, start)) {
    if (entries.length >= query.limit) return { entries, truncated: query.limit > 0 };
    entries.push(entry);
  }
  return { entries, truncated: false };
}

/** The common prefix `key` is rolled up into; undefined when it is listed by itself. */
export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}

function* walk<T>(source: KeyedItems<T>, query: KeyQuery, start: ListStart<T>): Generator<ListEntry<T>> {
  const { prefix = '', delimiter = '', rolledUp = 'entry' } = query;
  let bound: string | undefined = prefix;
  let inclusive = true;
  if (start.key !== undefined && compareKeys(start.key, prefix) >= 0) {
    const inside = commonPrefix(start.key, prefix, delimiter);
    if (inside === undefined || (inside !== start.key && start.prefixOfMarker === 'list')) {
      if (inside === undefined && start.key.startsWith(prefix)) {
        for (const item of start.rest ?? []) yield { type: 'item', item };
      }
      bound = start.key;
      inclusive = false;
    } else bound = keyAfterPrefix(inside);
  }
  while (bound !== undefined) {
    const found = source.after(bound, inclusive);
    if (!found?.key.startsWith(prefix)) return;
    const rolled = commonPrefix(found.key, prefix, delimiter);
    if (rolled === undefined || (rolledUp === 'own-item' && rolled === found.key)) {
      for (const item of found.items) yield { type: 'item', item };
      bound = found.key;
      inclusive = false;
    } else {
      if (rolledUp === 'entry') yield { type: 'prefix', prefix: rolled };
      bound = keyAfterPrefix(rolled);
      inclusive = true;
    }
  }
}
