import { attributeKey } from '../../store/attributes.ts';
import type { Bucket } from '../../store/bucket.ts';

/** When the metadata or a list of a container was changed last, in milliseconds since the epoch. */
const CHANGED_AT = attributeKey<number>('changed at');

/** Last change of a container itself; its creation when there was none. */
export function containerTime(bucket: Bucket): number {
  return bucket.attributes.get(CHANGED_AT) ?? bucket.createdAt;
}

/** Notes that a container was changed at `now`. */
export function touchContainer(bucket: Bucket, now: number): void {
  bucket.setAttribute(CHANGED_AT, now);
}
