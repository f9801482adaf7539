import { spanLength } from '../http/range.ts';
import type { ByteSpan, StoredBlob } from '../store/blob.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import type { Part } from '../store/upload.ts';
import type { OperationContext } from './context.ts';
import { type CopySource, type FoundSource, findCopySource } from './copy-source.ts';
import { putPart } from './put-part.ts';
import { refuse } from './refuse.ts';
import { uploadOf } from './uploads.ts';

/** A part to be made from an object that is stored already. */
export interface CopyPartInput {
  readonly uploadId: string;
  readonly number: number;
  readonly source: CopySource;
  /** Bytes of the source, the whole of it when undefined. */
  readonly span: ByteSpan | undefined;
}

/** A part and what it was made from. */
export interface CopiedPart {
  readonly part: Part;
  readonly source: FoundSource;
}

/**
 * Stores a part that is a copy. The source is held on to, so what is copied is the source as it was found, whatever
 * becomes of it meanwhile.
 * @throws Refused missing-upload | whatever `findCopySource` does | copy-range-not-satisfiable | entity-too-large
 */
export async function copyPart(context: OperationContext, input: CopyPartInput): Promise<CopiedPart> {
  const { uploadId, number } = input;
  uploadOf(context, uploadId);
  const source = findCopySource(context, input.source);
  const { object } = source;
  if (input.span !== undefined && input.span.end >= object.size) return refuse('copy-range-not-satisfiable');
  const size = input.span === undefined ? object.size : spanLength(input.span);
  if (size > context.limits.uploadBytes) return refuse('entity-too-large');
  const blob = await copyOfBytes(context, object, input.span);
  return { part: putPart(context, { uploadId, number, blob }), source };
}

/** A reference on the source's own bytes where all are wanted and their MD5 is known, else bytes of its own. */
export async function copyOfBytes(
  { store }: OperationContext,
  { blob }: ObjectVersion,
  span: ByteSpan | undefined,
): Promise<StoredBlob> {
  const held = blob.retain();
  if (span === undefined && held.digests.md5 !== undefined) return held;
  try {
    return await store.blobs.receive(held.read(span), ['md5', 'crc64']);
  } finally {
    held.release();
  }
}
