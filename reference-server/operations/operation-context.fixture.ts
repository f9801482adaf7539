import { createBlobStore } from '../store/blob-store.ts';
import { type ManualClock, manualClock } from '../store/clock.ts';
import { listings } from '../store/listing.ts';
import { createObjectStore } from '../store/object-store.ts';
import { NO_SCOPE, type OperationContext } from './context.ts';
import { DOCUMENTED_DECISIONS } from './documented-decisions.ts';
import type { ObjectDraft } from './object-draft.ts';
import { RFC_READING } from './reading-rules.ts';
import { receiveForm } from './receive-form.ts';

const UNBOUNDED = Number.MAX_SAFE_INTEGER;

/** A context on an empty bucket of a store of its own, where everything is allowed and nothing is bounded. */
export function contextFixture(
  more: Partial<OperationContext> = {},
): OperationContext & { clock: ManualClock } {
  const clock = manualClock(Date.UTC(2024, 0, 1));
  const store = createObjectStore({ clock, blobs: createBlobStore() });
  store.createBucket({ name: 'bucket', owner: 'account', region: 'region' });
  return {
    clock,
    store,
    caller: { account: 'account', ownerId: 'owner', userId: 'owner' },
    bucket: 'bucket',
    key: 'key',
    region: 'region',
    addressedRegion: undefined,
    scope: NO_SCOPE,
    limits: {
      bucketsPerAccount: UNBOUNDED,
      keyBytes: UNBOUNDED,
      metadataBytes: UNBOUNDED,
      uploadBytes: UNBOUNDED,
      objectBytes: UNBOUNDED,
      minPartBytes: 0,
      maxPartNumber: UNBOUNDED,
      pageSize: UNBOUNDED,
      deleteKeys: UNBOUNDED,
      grants: UNBOUNDED,
      objectTags: UNBOUNDED,
      bucketTags: UNBOUNDED,
      documentBytes: UNBOUNDED,
      formFieldBytes: UNBOUNDED,
    },
    rules: {
      objectOwner: 'bucket',
      pendingUploads: 'refuse',
      defaultStorageClass: 'STANDARD',
      archiveClasses: ['ARCHIVE'],
      partGaps: 'refuse',
      reading: RFC_READING,
    },
    decision: {
      ...DOCUMENTED_DECISIONS,
      authorize: () => undefined,
      authenticateForm: () => ({ caller: undefined, implied: new Map() }),
    },
    listings,
    receiveForm,
    randomBytes: (count) => new Uint8Array(count),
    ...more,
  };
}

/** A draft that says nothing. */
export const PLAIN_DRAFT: ObjectDraft = {
  contentHeaders: [['Content-Type', 'text/plain']],
  metadata: [],
  storageClass: undefined,
  tags: [],
  acl: undefined,
  encryption: undefined,
};
