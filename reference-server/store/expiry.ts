import type { Bucket } from './bucket.ts';

/**
 * Removes the objects of `bucket` whose own `expiresAt` has come.
 * @returns their keys
 */
export function sweepExpired(bucket: Bucket, now: number): string[] {
  const expired: string[] = [];
  for (const [key, object] of bucket.objects.from()) {
    if (object.expiresAt === undefined || object.expiresAt > now) continue;
    bucket.remove(key, object.owner);
    expired.push(key);
  }
  return expired;
}
