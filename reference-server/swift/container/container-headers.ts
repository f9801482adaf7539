import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { Attributes } from '../../../dialects/swift/metadata-limits.ts';
import { formatHttpDate } from '../../http/http-date.ts';
import { bucketOf, type OperationContext } from '../../operations/context.ts';
import { shownTime } from '../../operations/reading-rules.ts';
import { Refused } from '../../operations/refuse.ts';
import { attributeKey } from '../../store/attributes.ts';
import type { Bucket } from '../../store/bucket.ts';
import { attributeHeaders, NO_ATTRIBUTES } from '../metadata.ts';
import { formatTimestamp } from '../timestamp.ts';
import { aclHeader } from './access-lists.ts';
import { containerTime } from './container-times.ts';
import { storagePolicyOf } from './storage-policy.ts';

/** The attributes of a container. */
export const CONTAINER_METADATA = attributeKey<Attributes>('metadata');

/** What HEAD and GET of a container tell of it. S-HEADCONT-09 to -14, S-LISTOBJ-28. */
export function containerHeaders(context: OperationContext): HeaderList {
  const bucket = bucketOf(context);
  const { objects, bytes } = bucket.usage;
  const changed = shownTime(context.rules.reading, containerTime(bucket));
  return [
    ['X-Container-Object-Count', String(objects)],
    ['X-Container-Bytes-Used', String(bytes)],
    ...attributeHeaders('Container', bucket.attributes.get(CONTAINER_METADATA) ?? NO_ATTRIBUTES),
    ...listHeaders(context, bucket),
    ['X-Timestamp', formatTimestamp(bucket.createdAt)],
    ['Last-Modified', formatHttpDate(changed)],
    ['X-Storage-Policy', storagePolicyOf(bucket)],
    ['Accept-Ranges', 'bytes'],
  ];
}

/** Only who may change the lists sees them. S-HEADCONT-13. */
function listHeaders(context: OperationContext, bucket: Bucket): HeaderList {
  if (!mayChange(context, bucket)) return [];
  return [aclHeader(bucket, 'read'), aclHeader(bucket, 'write')].filter((header) => header !== undefined);
}

function mayChange({ decision, caller, scope }: OperationContext, bucket: Bucket): boolean {
  try {
    decision.authorize('bucket-owner', caller, bucket, undefined, scope);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
