/** A sorted map for reading. */
export interface OrderedView<K, V> {
  readonly size: number;
  get(key: K): V | undefined;
  /** Entries from `key` on (the first one when undefined), `key` itself included; lazy, each step O(log n) at most. */
  from(key?: K): IterableIterator<[K, V]>;
  /** The first entry whose key is greater than `key`, or not less than it with `inclusive`. */
  after(key: K | undefined, inclusive?: boolean): [K, V] | undefined;
}
