import type { OutgoingResponse } from '../../http/exchange.ts';
import { listBuckets } from '../../operations/bucket.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import type { Bucket } from '../../store/bucket.ts';
import { principalId } from '../principal-id.ts';
import { documentReply } from '../reply.ts';
import { isoSeconds } from '../times.ts';

/** GET Service. The general host names no region, and lists them all. T-SVC, T-ADDR-14. */
export const getServiceBinding: Binding = bind({
  decode: ({ context }) => ({ region: context.addressedRegion }),
  handle: listBuckets,
  render,
});

function render(buckets: readonly Bucket[], { context: { caller } }: Prepared): OutgoingResponse {
  const owner = caller?.ownerId ?? '';
  return documentReply('ListAllMyBucketsResult', {
    Owner: { ID: principalId(owner), DisplayName: owner },
    Buckets: {
      Bucket: buckets.map(({ name, region, createdAt }) => ({
        Name: name,
        Location: region,
        CreationDate: isoSeconds(createdAt),
      })),
    },
  });
}
