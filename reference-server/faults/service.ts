import { refuse } from '../operations/refuse.ts';
import type { Bucket } from '../store/bucket.ts';
import { inContext, on } from './edit-request.ts';
import { answering, losingElements, rewritingBody, rewritingElement } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import { putEmpty } from './put-empty.ts';
import { createsBucket, listsBuckets } from './which.ts';

/** The list of buckets, and buckets as such. */
export const serviceFaults = faults('service', {
  'buckets-of-everybody-listed': {
    says: 'The list of buckets shows those of all accounts.',
    ...inContext(listsBuckets, ({ store }) => ({
      store: overlay(store, { listBuckets: ({ owner: _, ...query } = {}) => store.listBuckets(query) }),
    })),
  },
  'newest-bucket-not-listed': {
    says: 'The list of buckets lags behind: the newest one is not in it.',
    ...inContext(listsBuckets, ({ store }) => ({
      store: overlay(store, {
        listBuckets: (query) => {
          const page = store.listBuckets(query);
          const newest = Math.max(...page.buckets.map(({ createdAt }) => createdAt));
          return { ...page, buckets: page.buckets.filter(({ createdAt }) => createdAt !== newest) };
        },
      }),
    })),
  },
  'deleted-buckets-listed': {
    says: 'Buckets that were deleted stay in the list.',
    keep: (store) => {
      const gone: Bucket[] = [];
      return overlay(store, {
        removeBucket: (name, pendingUploads) => {
          const bucket = store.bucket(name);
          store.removeBucket(name, pendingUploads);
          if (bucket) gone.push(bucket);
        },
        listBuckets: (query) => {
          const page = store.listBuckets(query);
          return {
            ...page,
            buckets: [...page.buckets, ...gone.filter(({ owner }) => owner === query?.owner)],
          };
        },
      });
    },
  },
  'buckets-without-region': {
    says: 'Listed buckets have no region.',
    ...answering(listsBuckets, losingElements('Location')),
  },
  'buckets-without-time': {
    says: 'Listed buckets have no time of creation.',
    ...answering(listsBuckets, losingElements('CreationDate', 'CreateDate')),
  },
  'buckets-time-not-iso': {
    says: 'The time of creation of a bucket is in the form of HTTP dates.',
    ...answering(
      listsBuckets,
      rewritingElement('CreationDate', (time) => new Date(time).toUTCString()),
    ),
  },
  'buckets-without-owner': {
    says: 'The list of buckets names no owner.',
    ...answering(listsBuckets, losingElements('Owner')),
  },
  'buckets-in-another-region': {
    says: 'Listed buckets are said to be in the region of the service.',
    ...answering(
      listsBuckets,
      rewritingElement('Location', () => 'global'),
    ),
  },
  'buckets-of-another-root': {
    says: 'The list of buckets has another root.',
    ...answering(
      listsBuckets,
      rewritingBody((text) => text.replaceAll('ListAllMyBucketsResult', 'ListBucketsResult')),
    ),
  },
  'empty-service-as-404': {
    says: 'An account without buckets is not found.',
    ...on(listsBuckets, (prepared, next) => {
      const { store, caller } = prepared.context;
      const none = store.listBuckets({ owner: caller?.account, limit: 1 }).buckets.length === 0;
      return none ? refuse('missing-bucket') : next(prepared);
    }),
  },
  'bucket-names-unchecked': {
    says: 'Letters in upper case and underscores in names of buckets are folded.',
    understand: ({ operation, address }) =>
      createsBucket(operation)
        ? {
            address: {
              ...address,
              bucket: address.bucket.toLowerCase().replaceAll(/[_.]/g, '-').replace(/^-+/, 'x'),
            },
          }
        : {},
  },
  'recreated-bucket-keeps-objects': {
    says: 'A bucket that is created again under its old name holds an object.',
    keep: (store) => {
      const names = new Set<string>();
      return overlay(store, {
        createBucket: (bucket) => {
          const created = store.createBucket(bucket);
          if (names.has(bucket.name)) {
            putEmpty(store, created, 'left-over');
          }
          names.add(bucket.name);
          return created;
        },
      });
    },
  },
  'new-buckets-not-empty': {
    says: 'A new bucket holds a welcome file.',
    keep: (store) =>
      overlay(store, {
        createBucket: (bucket) => {
          const created = store.createBucket(bucket);
          putEmpty(store, created, 'README');
          return created;
        },
      }),
  },
});
