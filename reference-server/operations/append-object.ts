import type { StoredBlob } from '../store/blob.ts';
import { appendedTag } from './content-digest.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { handOver } from './hand-over.ts';
import { type ObjectDraft, objectProperties } from './object-draft.ts';
import type { WrittenObject } from './put-object.ts';
import { refuse } from './refuse.ts';

/** Bytes to be added to the end of the addressed object. */
export interface AppendObjectInput {
  /** The length the caller takes the object to have; 0 for a new one. */
  readonly position: number;
  /** Received with its MD5; the handler takes the reference over. */
  readonly blob: StoredBlob;
  /** Of a new object; ignored when there is one. */
  readonly draft: ObjectDraft;
}

/**
 * Refuses an append that cannot succeed, before its bytes are read.
 * @throws Refused missing-bucket | not-appendable | append-position | entity-too-large
 */
export function requireAppendable(context: OperationContext, position: number, bytes: number): void {
  const current = bucketOf(context).current(context.key);
  if (current?.kind === 'normal') refuse('not-appendable');
  if (position !== (current?.size ?? 0)) refuse('append-position');
  if (position + bytes > context.limits.uploadBytes) refuse('entity-too-large');
}

/** Adds to an appendable object or begins one. @throws Refused as `requireAppendable` does */
export function appendObject(context: OperationContext, input: AppendObjectInput): WrittenObject {
  const { position, blob, draft } = input;
  return handOver(blob, () => {
    requireAppendable(context, position, blob.size);
    const bucket = bucketOf(context);
    const etag = appendedTag(bucket.current(context.key)?.etag, blob);
    const properties = objectProperties(context, draft);
    const object = bucket.append(position, { ...properties, key: context.key, blob, etag });
    return { object, versioning: bucket.versioning };
  });
}
