import { headerValue } from '../../../dialects/core/headers.ts';
import { decodeUtf8 } from '../../../dialects/core/percent-encoding.ts';
import type { ListingEntry } from '../../../dialects/swift/listings/entries.ts';
import type { ObjectVersion } from '../../store/object-record.ts';
import { formatListingTime } from '../timestamp.ts';

/** An object as it is listed. S-LISTOBJ-18 to -22. */
export function objectEntry(object: ObjectVersion): ListingEntry {
  return {
    kind: 'object',
    name: object.key,
    hash: object.etag,
    bytes: object.size,
    contentType: listedType(headerValue(object.contentHeaders, 'content-type') ?? ''),
    lastModified: formatListingTime(object.lastModified),
  };
}

/** Blanks beside the semicolons of a type are not listed. Sheet 1.2. */
function listedType(type: string): string {
  const text = decodeUtf8(Buffer.from(type, 'latin1')) ?? type;
  return text.replace(/[ \t]*;[ \t]*/g, ';');
}
