import type { Bucket } from '../store/bucket.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** `target` with some of its members replaced; the others, private state included, are its own. */
export function overlay<T extends object>(target: T, changes: Partial<T>): T {
  return new Proxy(target, {
    get: (_, name) => {
      const value: unknown = Reflect.get(Object.hasOwn(changes, name) ? changes : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A store whose buckets behave in another way. The same bucket is always the same object. */
export function withBuckets(store: ObjectStore, change: (bucket: Bucket) => Partial<Bucket>): ObjectStore {
  const known = new WeakMap<Bucket, Bucket>();
  const changed = (bucket: Bucket): Bucket => {
    const found = known.get(bucket) ?? overlay(bucket, change(bucket));
    known.set(bucket, found);
    return found;
  };
  return overlay(store, {
    createBucket: (bucket) => changed(store.createBucket(bucket)),
    bucket: (name) => {
      const bucket = store.bucket(name);
      return bucket && changed(bucket);
    },
    listBuckets: (query) => {
      const page = store.listBuckets(query);
      return { ...page, buckets: page.buckets.map(changed) };
    },
  });
}
