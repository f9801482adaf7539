import type { ObjectVersion, Tag } from '../store/object-record.ts';
import { bucketOf, type OperationContext, objectOf } from './context.ts';

/** The addressed object's tags. @throws Refused missing-bucket | missing-key | missing-version */
export function getObjectTags(context: OperationContext, versionId: string | undefined): readonly Tag[] {
  return objectOf(context, versionId).tags;
}

/**
 * Gives the addressed object tags in place of those it has; none takes them away.
 * @throws Refused missing-bucket | missing-key | missing-version
 */
export function putObjectTags(
  context: OperationContext,
  input: { readonly versionId: string | undefined; readonly tags: readonly Tag[] },
): ObjectVersion {
  return bucketOf(context).update(objectOf(context, input.versionId), { tags: input.tags });
}
