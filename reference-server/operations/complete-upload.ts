import type { Part, Upload } from '../store/upload.ts';
import { multipartTag } from './content-digest.ts';
import { bucketOf, type OperationContext } from './context.ts';
import type { WrittenObject } from './put-object.ts';
import { refuse } from './refuse.ts';
import { uploadOf } from './uploads.ts';

/** A part as the client lists it. */
export interface ListedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
}

/** A multipart upload to be ended. */
export interface CompleteUploadInput {
  readonly uploadId: string;
  /** In the order listed; at least one. */
  readonly parts: readonly ListedPart[];
}

/**
 * Makes the listed parts one object and drops the others (T-COMPL-17). All is checked before anything is changed, so a
 * refused completion leaves the upload as it was (T-COMPL-21).
 * @throws Refused missing-upload | invalid-part-order | duplicate-part | invalid-part | entity-too-small |
 * entity-too-large
 */
export function completeUpload(context: OperationContext, input: CompleteUploadInput): WrittenObject {
  const upload = uploadOf(context, input.uploadId);
  requireOrder(input.parts, context.rules.partGaps);
  const parts = input.parts.map((listed) => storedPart(upload, listed));
  requireSizes(context, parts);
  const bucket = bucketOf(context);
  const numbers = parts.map(({ number }) => number);
  const object = bucket.completeUpload(context.key, upload.id, numbers, multipartTag);
  return { object, versioning: bucket.versioning };
}

function requireOrder(parts: readonly ListedPart[], gaps: 'allow' | 'refuse'): void {
  let previous: number | undefined;
  for (const { number } of parts) {
    if (previous !== undefined && number === previous) refuse('duplicate-part');
    if (previous !== undefined && number < previous) refuse('invalid-part-order');
    previous = number;
  }
  const [first] = parts;
  const gap = first !== undefined && previous !== undefined && previous - first.number >= parts.length;
  if (gap && gaps === 'refuse') refuse('invalid-part', { sentence: 'The part numbers have a gap.' });
}

function storedPart(upload: Upload, listed: ListedPart): Part {
  const part = upload.parts.get(listed.number);
  if (part === undefined) return refuse('invalid-part', { sentence: `Part ${listed.number} is not stored.` });
  return part.etag === listed.etag
    ? part
    : refuse('invalid-part', { sentence: `Part ${listed.number} has another ETag.` });
}

function requireSizes({ limits }: OperationContext, parts: readonly Part[]): void {
  const small = parts.slice(0, -1).some(({ size }) => size < limits.minPartBytes);
  if (small) refuse('entity-too-small');
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.objectBytes) refuse('entity-too-large');
}
