import { readJsonListing } from '../../dialects/swift/listings/json-listing.ts';
import type { PlainListing } from '../behaviours/listing-view.ts';

/** GET of a container as a listing of objects, in the form that holds every name. */
export const objectListing: PlainListing = {
  op: 'ListObjects',
  what: 'a JSON listing',
  query: { format: 'json' },
  parameters: { prefix: 'prefix', delimiter: 'delimiter', marker: 'marker', limit: 'limit' },
  encoded: {},
  maxEntries: 10_000,
  make: (t, key) => t.setup({ op: 'PutObject', key }),
  // Nothing to list is no document by the base document. S-LISTOBJ-16.
  read: (body) => {
    if (body.length === 0) return [];
    const reading = readJsonListing(body);
    return reading.kind === 'listing'
      ? reading.entries.map(({ kind, name }) => ({ name, isGroup: kind === 'subdir' }))
      : undefined;
  },
};
