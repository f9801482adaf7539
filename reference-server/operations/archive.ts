import type { ObjectVersion } from '../store/object-record.ts';
import type { OperationContext } from './context.ts';

/** Whether the bytes of an object can be read: it is not archived, or is being restored, or a copy is there for a time. */
export type ArchiveState = 'not-archived' | 'archived' | 'restoring' | 'restored';

/** The state of `object` at the store's present time. A copy can be read from `readyAt` on, until before `expiresAt`. */
export function archiveState({ rules, store }: OperationContext, object: ObjectVersion): ArchiveState {
  if (!rules.archiveClasses.includes(object.storageClass)) return 'not-archived';
  const { restore } = object;
  const now = store.clock.now();
  if (restore === undefined || now >= restore.expiresAt) return 'archived';
  return now < restore.readyAt ? 'restoring' : 'restored';
}

/** Whether the bytes of `object` can be read now. */
export function isReadable(context: OperationContext, object: ObjectVersion): boolean {
  const state = archiveState(context, object);
  return state === 'not-archived' || state === 'restored';
}
