import { createRequire } from 'node:module';
import type { ISortedMap } from 'sorted-btree';

// A CommonJS module with a property `default`: loaders disagree on what a default import of it is, `require` does not.
const { default: BTree } = createRequire(import.meta.url)('sorted-btree') as {
  readonly default: new <K, V>(entries: undefined, compare: (a: K, b: K) => number) => ISortedMap<K, V>;
};

/** A sorted map for reading. */
export interface OrderedView<K, V> {
  readonly size: number;
  get(key: K): V | undefined;
  /** The first entry whose key is greater than `key`, or with `inclusive` not less; the very first for undefined. O(log n). */
  after(key: K | undefined, inclusive?: boolean): [K, V] | undefined;
  /** Entries from `key` on, itself included, or all; each step O(log n). The map may change between the steps. */
  from(key?: K): IterableIterator<[K, V]>;
}

/** A map that keeps its entries in the order `compare` gives their keys. */
export class OrderedMap<K, V> implements OrderedView<K, V> {
  readonly #tree: ISortedMap<K, V>;

  constructor(compare: (a: K, b: K) => number) {
    this.#tree = new BTree<K, V>(undefined, compare);
  }

  get size(): number {
    return this.#tree.size;
  }

  get(key: K): V | undefined {
    return this.#tree.get(key);
  }

  set(key: K, value: V): void {
    this.#tree.set(key, value);
  }

  /** True when there was such an entry. */
  delete(key: K): boolean {
    return this.#tree.delete(key);
  }

  clear(): void {
    this.#tree.clear();
  }

  after(key: K | undefined, inclusive = false): [K, V] | undefined {
    if (!inclusive || key === undefined) return this.#tree.nextHigherPair(key);
    const next = this.#tree.entries(key).next();
    return next.done ? undefined : next.value;
  }

  *from(key?: K): IterableIterator<[K, V]> {
    for (let entry = this.after(key, true); entry; entry = this.after(entry[0])) yield entry;
  }
}
