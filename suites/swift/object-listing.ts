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
  read: (body) => {
    const reading = readJsonListing(body);
    return reading.kind === 'listing'
      ? reading.entries.map(({ kind, name }) => ({ name, isGroup: kind === 'subdir' }))
      : undefined;
  },
};
