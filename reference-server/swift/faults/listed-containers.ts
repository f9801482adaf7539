import { inContext } from '../../faults/edit-request.ts';
import type { Tampering } from '../../faults/tampering.ts';
import type { BucketPageQuery } from '../../store/listing.ts';
import { claimed, operations } from './claimed.ts';

/** Pages of containers for another question. */
function askingContainers(change: (query: BucketPageQuery) => Partial<BucketPageQuery>): Tampering {
  return inContext(operations('ListContainers'), ({ listings }) => ({
    listings: {
      ...listings,
      buckets: (store, query) => listings.buckets(store, { ...query, ...change(query) }),
    },
  }));
}

/** Listings of containers that answer another question. */
export const listedContainerFaults = claimed('listed containers', {
  'limit-of-containers-ignored': {
    says: 'limit is ignored where containers are listed.',
    claims: ['S-LISTCONT-06'],
    ...askingContainers(() => ({ limit: 10_000 })),
  },
  'marker-of-containers-ignored': {
    says: 'marker is ignored where containers are listed.',
    claims: ['S-LISTCONT-07'],
    ...askingContainers(() => ({ marker: undefined })),
  },
  'end-marker-of-containers-ignored': {
    says: 'end_marker is ignored where containers are listed.',
    claims: ['S-LISTCONT-08'],
    ...askingContainers(() => ({ endMarker: undefined })),
  },
  'prefix-of-containers-ignored': {
    says: 'prefix is ignored where containers are listed.',
    claims: ['S-LISTCONT-09'],
    ...askingContainers(() => ({ prefix: '' })),
  },
  'delimiter-of-containers-ignored': {
    says: 'delimiter is ignored where containers are listed.',
    claims: ['S-LISTCONT-10', 'S-LISTCONT-17'],
    ...askingContainers(() => ({ delimiter: '' })),
  },
  'containers-newest-first': {
    says: 'Containers are listed in descending order.',
    claims: ['S-LISTCONT-05'],
    ...askingContainers(() => ({ descending: true })),
  },
});
