import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { Acl } from '../../access/acl.ts';
import { ownerOfBucket } from '../../operations/bucket-acl.ts';
import { bucketOf, type OperationContext } from '../../operations/context.ts';
import { type ObjectDraft, ownerOfNewObjects, requireMetadataSize } from '../../operations/object-draft.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import type { Tag } from '../../store/object-record.ts';
import { aclFromHeaders } from '../acl-headers.ts';
import { checkedTags } from '../tags.ts';

/** Where a draft is read from: the header fields of a request, or the fields of a form that stand for them. */
export type DraftSource = Pick<RequestView, 'header' | 'own' | 'ownAll'>;

/** Standard header fields that are kept with an object. T-PUTOBJ-09 to -13. */
const STORED = [
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Type',
  'Expires',
] as const;
/** Type of an object that was given none. T-PUTOBJ-36. */
const DEFAULT_TYPE = 'application/octet-stream';
const ALGORITHM = 'AES256';

/**
 * What a request says of the object it writes. Storage classes are compared without letter case and kept in upper case.
 * @throws Refused metadata-too-large | invalid-acl | invalid-argument | too-many-grants | invalid-tag | too-many-tags |
 * not-implemented
 */
export function draftFrom(source: DraftSource, context: OperationContext): ObjectDraft {
  const metadata = userMetadata(source);
  requireMetadataSize(context, metadata);
  return {
    contentHeaders: storedHeaders(source),
    metadata,
    storageClass: source.own('storage-class')?.toUpperCase(),
    tags: tagsOf(source, context),
    acl: aclOf(source, context),
    encryption: encryptionOf(source),
  };
}

function storedHeaders(source: DraftSource): HeaderList {
  return STORED.flatMap((name) => {
    const value = source.header(name) ?? (name === 'Content-Type' ? DEFAULT_TYPE : undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** Names with an underscore are dropped, as the documentation does not allow them (T-PUTOBJ-35); repeated ones are joined. */
function userMetadata(source: DraftSource): HeaderList {
  const joined = new Map<string, string>();
  for (const [name, value] of source.ownAll('meta-')) {
    if (name === '' || name.includes('_')) continue;
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return [...joined];
}

function aclOf(source: DraftSource, context: OperationContext): Acl | undefined {
  const bucketOwner = ownerOfBucket(bucketOf(context));
  return aclFromHeaders(source, ownerOfNewObjects(context), context.limits.grants, bucketOwner);
}

/** Only encryption with the service's own key; a client must not believe that its key protects the object. T-ERR-24. */
function encryptionOf(source: DraftSource): string | undefined {
  if (source.ownAll('server-side-encryption-customer-').length > 0) return refuse('not-implemented');
  const algorithm = source.own('server-side-encryption');
  if (algorithm === undefined || algorithm === ALGORITHM) return algorithm;
  return refuse('invalid-argument', { sentence: 'x-cos-server-side-encryption takes only AES256.' });
}

/** `x-cos-tagging: a=1&b=2`, percent-encoded. Sheet 2.5. */
function tagsOf(source: DraftSource, { limits }: OperationContext): Tag[] {
  const value = source.own('tagging');
  if (value === undefined) return [];
  const text = Buffer.from(value, 'latin1').toString();
  const tags = [...new URLSearchParams(text)].map(([key, tagged]) => ({ key, value: tagged }));
  return checkedTags(tags, limits.objectTags);
}
