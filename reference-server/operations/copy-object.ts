import { type HeaderList, withHeader } from '../../dialects/core/headers.ts';
import type { StoredBlob } from '../store/blob.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { md5Of } from './content-digest.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { type CopySource, type FoundSource, findCopySource } from './copy-source.ts';
import { handOver } from './hand-over.ts';
import { type ObjectDraft, objectProperties } from './object-draft.ts';
import type { WrittenObject } from './put-object.ts';
import { refuse } from './refuse.ts';

/** A copy to be made under the addressed key. */
export interface CopyObjectInput {
  readonly source: CopySource;
  /**
   * `copy` keeps the source's stored headers and metadata, `replace` takes those of the draft (T-COPY-06 to -08), `merge`
   * keeps those of the source that the draft does not name.
   */
  readonly directive: 'copy' | 'replace' | 'merge';
  /** The same of the metadata alone, where it is not as the directive says. */
  readonly metadata?: 'replace' | 'merge' | undefined;
  /** Bytes of the source that become the copy, received with their MD5; all of them when undefined. Taken over. */
  readonly part?: StoredBlob | undefined;
  /** Whatever is not the source's: ACL and storage class always are the draft's (T-COPY-19 to -21). */
  readonly draft: ObjectDraft;
  /** Whether the copy gets the tags of the draft or those of the source. */
  readonly tags: 'copy' | 'replace';
}

/** A copy and what it was made from. */
export interface CopiedObject extends WrittenObject {
  readonly source: FoundSource;
}

/**
 * Copies an object. Everything happens in one step, so a refused copy leaves the target as it was (T-COPY-30) and
 * nobody sees half of one. The entity tag is the source's, because the bytes are.
 * @throws Refused whatever `findCopySource` does | copy-to-itself | copy-source-too-large | missing-bucket
 */
export function copyObject(context: OperationContext, input: CopyObjectInput): CopiedObject {
  const source = findCopySource(context, input.source);
  const { object: from } = source;
  const bucket = bucketOf(context);
  const ontoItself = bucket.current(context.key)?.sequence === from.sequence;
  if (ontoItself && input.directive === 'copy') return refuse('copy-to-itself');
  if (from.size > context.limits.uploadBytes) return refuse('copy-source-too-large');
  const blob: StoredBlob = input.part ?? from.blob.retain();
  const etag = input.part ? md5Of(input.part) : from.etag;
  return handOver(blob, () => {
    const properties = objectProperties(context, completed(input, source));
    const object = bucket.put({ ...properties, key: context.key, blob, etag });
    return { object, versioning: bucket.versioning, source };
  });
}

function merged(draft: ObjectDraft, source: ObjectVersion): Pick<ObjectDraft, 'contentHeaders' | 'metadata'> {
  const over = (under: HeaderList, own: HeaderList): HeaderList =>
    own.reduce((all, [name, value]) => withHeader(all, name, value), under);
  return {
    contentHeaders: over(source.contentHeaders, draft.contentHeaders),
    metadata: over(source.metadata, draft.metadata),
  };
}

function completed(
  { draft, directive, metadata, tags }: CopyObjectInput,
  { object }: FoundSource,
): ObjectDraft {
  return {
    ...draft,
    ...(directive === 'copy' ? { contentHeaders: object.contentHeaders, metadata: object.metadata } : {}),
    ...(directive === 'merge' ? merged(draft, object) : {}),
    ...(metadata === 'replace' ? { metadata: draft.metadata } : {}),
    ...(tags === 'copy' ? { tags: object.tags } : {}),
  };
}
