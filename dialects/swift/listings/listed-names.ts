import { headerValue } from '../../core/headers.ts';
import type { ListedAnswer } from '../../core/listed-answer.ts';
import { parseStoragePath } from '../storage-path.ts';
import type { ListingReading } from './entries.ts';
import { readJsonListing } from './json-listing.ts';
import { readTextListing } from './text-listing.ts';
import { readXmlListing } from './xml-listing.ts';

/**
 * The names in the listing of a container, in whichever of the formats it is; undefined for what is none. What is asked
 * for tells a listing in text from the content of an object. S-LISTOBJ-16, S-LISTCONT-11 to -13.
 */
export function listedNames({ target, headers, body }: ListedAnswer): readonly string[] | undefined {
  const [path = ''] = target.split('?', 1);
  if (parseStoragePath(path, 'openstack').kind !== 'bucket') return undefined;
  if (body.length === 0) return [];
  const [type = ''] = (headerValue(headers, 'content-type') ?? '').toLowerCase().split(';', 1);
  switch (type.trim()) {
    case 'text/plain':
      return readTextListing(body);
    case 'application/json':
      return namesOf(readJsonListing(body));
    case 'application/xml':
    case 'text/xml':
      return namesOf(readXmlListing('container', body));
    default:
      return undefined;
  }
}

function namesOf(reading: ListingReading): string[] | undefined {
  return reading.kind === 'listing' ? reading.entries.map(({ name }) => name) : undefined;
}
