import type { Conditions } from '../http/conditional.ts';
import type { StoredBlob } from '../store/blob.ts';
import type { Versioning } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { md5Of } from './content-digest.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { handOver } from './hand-over.ts';
import { type ObjectDraft, objectProperties } from './object-draft.ts';
import { requireConditions } from './preconditions.ts';

/** An object to be stored in one request. */
export interface PutObjectInput {
  readonly draft: ObjectDraft;
  /** Its bytes, received with their MD5; the handler takes the reference over. */
  readonly blob: StoredBlob;
  /** Conditions on the object that is replaced. */
  readonly conditions: Conditions;
}

/** An object as it was stored, and what decides whether its version id means anything. */
export interface WrittenObject {
  readonly object: ObjectVersion;
  readonly versioning: Versioning;
}

/** Stores an object under the addressed key, in place of one that is there. @throws Refused missing-bucket | precondition-failed */
export function putObject(context: OperationContext, input: PutObjectInput): WrittenObject {
  const { blob, draft, conditions } = input;
  return handOver(blob, () => {
    const bucket = bucketOf(context);
    requireConditions(context, conditions, bucket.current(context.key));
    const properties = objectProperties(context, draft);
    const object = bucket.put({ ...properties, key: context.key, blob, etag: md5Of(blob) });
    return { object, versioning: bucket.versioning };
  });
}
