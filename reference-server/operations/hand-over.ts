import type { StoredBlob } from '../store/blob.ts';

/**
 * Runs `store`, which takes over the caller's reference on `blob`; when it throws, nothing took the reference over and
 * it is given up here. Must not be asynchronous: the store's check and its change belong together.
 */
export function handOver<T>(blob: StoredBlob, store: () => T): T {
  try {
    return store();
  } catch (error) {
    blob.release();
    throw error;
  }
}
