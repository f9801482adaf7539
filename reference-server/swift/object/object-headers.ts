import type { HeaderList } from '../../../dialects/core/headers.ts';
import { attributeHeader } from '../../../dialects/swift/metadata-names.ts';
import { formatHttpDate } from '../../http/http-date.ts';
import type { OperationContext } from '../../operations/context.ts';
import { shownTime } from '../../operations/reading-rules.ts';
import { attributeKey } from '../../store/attributes.ts';
import type { ObjectVersion } from '../../store/object-record.ts';
import { formatTimestamp } from '../timestamp.ts';

/** Global identifier of an object, given when it was made. S-GETOBJ-29. */
export const GLOBAL_ID = attributeKey<string>('global id');

/** What tells one state of an object from another: kept on 304, 412 and 416. S-GETOBJ-46. */
export function validatorHeaders({ rules }: OperationContext, object: ObjectVersion): HeaderList {
  return [
    ['ETag', object.etag],
    ['Last-Modified', formatHttpDate(shownTime(rules.reading, object.lastModified))],
  ];
}

/** What a failed condition tells of an object. */
export function headersBesideContent(context: OperationContext, object: ObjectVersion): HeaderList {
  return objectHeaders(context, object).filter(([name]) => name !== 'Accept-Ranges');
}

/** What GET and HEAD tell of an object. S-GETOBJ-25 to -32, -50 to -52. */
export function objectHeaders(context: OperationContext, object: ObjectVersion): HeaderList {
  const globalId = object.attributes.get(GLOBAL_ID);
  return [
    ...object.contentHeaders,
    ...validatorHeaders(context, object),
    ['X-Timestamp', formatTimestamp(object.lastModified)],
    ['Accept-Ranges', 'bytes'],
    ...object.metadata.map(([name, value]) => [attributeHeader('Object', name), value] as const),
    ...(object.expiresAt === undefined
      ? []
      : ([['X-Delete-At', String(Math.floor(object.expiresAt / 1000))]] as const)),
    ...(globalId === undefined ? [] : ([['X-Object-GoId', globalId]] as const)),
  ];
}
