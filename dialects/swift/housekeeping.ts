import type { Housekeeping } from '../core/dialect.ts';
import { readJsonListing } from './listings/json-listing.ts';

/** Listings are asked for in JSON, which holds every name. */
const query = { format: 'json' } as const;

/** What setting up and cleaning up is done with. */
export const housekeeping: Housekeeping = {
  createBucket: 'CreateContainer',
  deleteBucket: 'DeleteContainer',
  headBucket: 'HeadContainer',
  listBuckets: 'ListContainers',
  listObjects: 'ListObjects',
  putObject: 'PutObject',
  getObject: 'GetObject',
  deleteObject: 'DeleteObject',
  objects: {
    query,
    // A page has no flag for more: its last name asks for the next, until one is empty. S-LISTOBJ-30.
    read: (body) => {
      const names = namesOf(body);
      const last = names?.at(-1);
      return (
        names && {
          entries: names.map((name) => ({ keys: [name] })),
          next: last === undefined ? undefined : { marker: last },
        }
      );
    },
  },
  buckets: { query, what: 'listing of containers', read: namesOf },
};

/** Where nothing is listed there may be no document. S-LISTOBJ-16. */
function namesOf(body: Uint8Array): string[] | undefined {
  if (body.length === 0) return [];
  const reading = readJsonListing(body);
  return reading.kind === 'listing' ? reading.entries.map(({ name }) => name) : undefined;
}
