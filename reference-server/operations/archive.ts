import type { ObjectVersion } from '../store/object-record.ts';
import { restoreProgress } from '../store/restore.ts';
import type { OperationContext } from './context.ts';

/** Whether the bytes of an object can be read: it is not archived, or is being restored, or a copy is there for a time. */
export type ArchiveState = 'not-archived' | 'archived' | 'restoring' | 'restored';

/** The state of `object` at the store's present time. A copy can be read from `readyAt` on, until before `expiresAt`. */
export function archiveState({ rules, store }: OperationContext, object: ObjectVersion): ArchiveState {
  if (!rules.archiveClasses.includes(object.storageClass)) return 'not-archived';
  const progress = restoreProgress(object.restore, store.clock.now());
  if (progress === 'none') return 'archived';
  return progress === 'ongoing' ? 'restoring' : 'restored';
}

/** Whether the bytes of `object` can be read now. */
export function isReadable(context: OperationContext, object: ObjectVersion): boolean {
  const state = archiveState(context, object);
  return state === 'not-archived' || state === 'restored';
}
