import type { Versioning } from '../store/bucket.ts';
import { bucketOf, type OperationContext } from './context.ts';

/** Versioning of the addressed bucket. @throws Refused missing-bucket */
export function getVersioning(context: OperationContext): Versioning {
  return bucketOf(context).versioning;
}

/** Sets versioning; it can be suspended, not undone. @throws Refused missing-bucket */
export function putVersioning(context: OperationContext, state: 'enabled' | 'suspended'): void {
  bucketOf(context).setVersioning(state);
}
