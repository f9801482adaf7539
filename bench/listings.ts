import type { RequestSpec } from '../harness/check/context.ts';
import { type Reference, startReference } from '../reference-server/tencent-cos/server.ts';
import { load } from './load.ts';
import { dialect, MAIN, requestBytes } from './requests.ts';

/** Listing time per page out of a small and a large bucket. */
export interface ListingLine {
  readonly what: string;
  readonly smallMs: number;
  readonly largeMs: number;
}

const SMALL = 1_000;
const LARGE = 1_000_000;

/** A page of 1,000 keys out of 1,000 and out of 1,000,000, plain and with a delimiter. */
export async function listings(): Promise<ListingLine[]> {
  const reference = await startReference({ identities: [MAIN] });
  const account = MAIN.account;
  try {
    fill(reference, `small-${account}`, SMALL);
    fill(reference, `large-${account}`, LARGE);
    const time = async (name: string, query: Record<string, string>): Promise<number> => {
      const spec: RequestSpec = { op: 'GetBucket', bucket: `${name}-${account}`, query };
      const { perSecond, statuses } = await load(
        { host: '127.0.0.1', port: reference.port },
        requestBytes(spec),
        {
          connections: 1,
          ms: 2000,
        },
      );
      if (!statuses.has(200)) throw new Error(`listing: status ${[...statuses.keys()].join()}`);
      return 1000 / perSecond;
    };
    const line = async (what: string, query: Record<string, string>): Promise<ListingLine> => ({
      what,
      smallMs: await time('small', query),
      largeMs: await time('large', query),
    });
    return [
      await line('1,000 keys', {}),
      await line('1,000 keys from the middle', { marker: 'g0500/' }),
      await line('1,000 common prefixes', { delimiter: '/' }),
    ];
  } finally {
    await reference.close();
  }
}

/** Puts `size` empty objects into a bucket, in 1,000 groups, so that a page of common prefixes is as long in either. */
function fill({ store }: Reference, name: string, size: number): void {
  const { account } = MAIN;
  const bucket = store.createBucket({ name, owner: account, region: dialect.defaultRegion });
  for (let group = 0; group < SMALL; group++) {
    for (let index = 0; index < size / SMALL; index++) {
      const blob = store.blobs.from(new Uint8Array(), []);
      bucket.put({
        key: `g${String(group).padStart(4, '0')}/${String(index).padStart(4, '0')}`,
        blob,
        etag: 'd41d8cd98f00b204e9800998ecf8427e',
        owner: account,
        contentHeaders: [],
        metadata: [],
        storageClass: 'STANDARD',
        tags: [],
        attributes: bucket.attributes,
      });
    }
  }
}
