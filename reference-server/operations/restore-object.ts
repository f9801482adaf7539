import type { ObjectVersion } from '../store/object-record.ts';
import { archiveState } from './archive.ts';
import { bucketOf, type OperationContext, objectOf } from './context.ts';
import { refuse } from './refuse.ts';

/** How long, and how fast, an archived object is wanted back. */
export interface RestoreInput {
  readonly versionId: string | undefined;
  /** For how many days of 24 hours the copy can be read. */
  readonly days: number;
  readonly tier: string;
  /** How long it takes until the copy can be read, in milliseconds. */
  readonly delayMs: number;
}

const DAY_MS = 86_400_000;

/**
 * Makes a copy of an archived object readable for a time; the archived object stays as it is (T-RESTORE-04). Where there
 * is a copy already, its time begins anew.
 * @throws Refused missing-key | missing-version | not-archived | restore-in-progress
 */
export function restoreObject(context: OperationContext, input: RestoreInput): ObjectVersion {
  const object = objectOf(context, input.versionId);
  const state = archiveState(context, object);
  if (state === 'not-archived') return refuse('not-archived');
  if (state === 'restoring') return refuse('restore-in-progress');
  const requestedAt = context.store.clock.now();
  const readyAt = state === 'restored' ? requestedAt : requestedAt + input.delayMs;
  const restore = { requestedAt, readyAt, expiresAt: readyAt + input.days * DAY_MS, tier: input.tier };
  return bucketOf(context).update(object, { restore });
}
