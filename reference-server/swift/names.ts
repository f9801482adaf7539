/**
 * Containers of different accounts may have the same name, buckets of a store may not: a container is the bucket
 * `<account>/<container>`. Neither name has a slash in it.
 */

/** Name of the bucket a container is. */
export function bucketOfContainer(account: string, container: string): string {
  return `${containersWithin(account)}${container}`;
}

/** What the names of an account's buckets begin with. */
export function containersWithin(account: string): string {
  return `${account}/`;
}

/** Name of the container a bucket is. */
export function containerOfBucket(bucket: string): string {
  return bucket.slice(bucket.indexOf('/') + 1);
}
