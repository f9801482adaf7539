import { afterAll, beforeAll, beforeEach } from 'vitest';
import { INITIATOR } from '../operations/attributes.ts';
import { Attributes } from '../store/attributes.ts';
import type { Bucket } from '../store/bucket.ts';
import { type Client, OWNER, startClient } from './client.fixture.ts';

/** What every listed object holds, and the digest of it. */
const CONTENT = 'abc';
const ETAG = '900150983cd24fb0d6963f7d28e17f72';

const PROPERTIES = {
  owner: '1250000000',
  contentHeaders: [],
  metadata: [],
  storageClass: 'STANDARD_IA',
  tags: [],
  attributes: Attributes.empty.with(INITIATOR, {
    caller: { account: '1250000000', ownerId: OWNER.uin ?? '', userId: '7' },
  }),
};

/** The bucket of the test under way. It is filled past the API: what is there does not depend on other operations. */
export interface ListedBucket {
  readonly name: string;
  readonly stored: Bucket;
  /** Sends an operation to it, unless another bucket is named. */
  readonly send: Client['send'];
  /** Takes keys and stores an object under each. */
  readonly putAll: (...keys: string[]) => void;
  /** Takes keys and begins an upload to each. Returns the ids of the uploads. */
  readonly uploadAll: (...keys: string[]) => string[];
}

/** Starts a server for the test file and makes an empty bucket for each of its tests. Returns the one of the test under way. */
export function bucketPerTest(): ListedBucket {
  let client: Client;
  let count = 0;
  let name = '';
  let stored: Bucket;
  beforeAll(async () => {
    client = await startClient();
  });
  afterAll(() => client.close());
  beforeEach(async () => {
    count += 1;
    name = `list${count}-1250000000`;
    await client.send('PutBucket', { bucket: name });
    const found = client.reference.store.bucket(name);
    if (!found) throw new Error('no bucket');
    stored = found;
  });
  return {
    get name() {
      return name;
    },
    get stored() {
      return stored;
    },
    send: (operation, send) => client.send(operation, { bucket: name, ...send }),
    putAll: (...keys) => {
      for (const key of keys) {
        const blob = client.reference.store.blobs.from(Buffer.from(CONTENT));
        stored.put({ ...PROPERTIES, key, blob, etag: ETAG });
      }
    },
    uploadAll: (...keys) =>
      keys.map((key) => stored.createUpload({ key, initiator: 'x', properties: PROPERTIES }).id),
  };
}
