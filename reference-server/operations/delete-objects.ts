import type { Removal } from '../store/object-record.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { removeFrom } from './delete-object.ts';
import { requireKeyLength } from './object-draft.ts';
import { Refused, refuse } from './refuse.ts';

/** One object, or one version of it, among many to be deleted. */
export interface DeletionTarget {
  readonly key: string;
  readonly versionId: string | undefined;
}

/** What became of one target. */
export type DeletionOutcome = DeletionTarget &
  (
    | { readonly kind: 'deleted'; readonly removal: Removal }
    /** `refusal` is a shared name, as in `Refused`. */
    | { readonly kind: 'failed'; readonly refusal: string }
  );

/**
 * Deletes every target by itself, in order; one that cannot be deleted does not keep the others (T-DELMULTI-06). The
 * caller may write to the bucket.
 * @throws Refused malformed-xml when there are more than a request may name, before anything is deleted (T-DELMULTI-08)
 */
export function deleteObjects(
  context: OperationContext,
  targets: readonly DeletionTarget[],
): readonly DeletionOutcome[] {
  if (targets.length > context.limits.deleteKeys) return refuse('malformed-xml');
  const bucket = bucketOf(context);
  return targets.map((target) => {
    try {
      if (target.key === '') return refuse('invalid-argument');
      requireKeyLength(context, target.key);
      const removal = removeFrom(context, bucket, target.key, target.versionId);
      return { ...target, kind: 'deleted', removal };
    } catch (error) {
      if (error instanceof Refused) return { ...target, kind: 'failed', refusal: error.refusal };
      throw error;
    }
  });
}
