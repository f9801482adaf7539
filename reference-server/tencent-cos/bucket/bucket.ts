import { expandCanned } from '../../access/acl.ts';
import { type BucketDraft, createBucket, deleteBucket, headBucket } from '../../operations/bucket.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { aclFromHeaders } from '../acl-headers.ts';
import { documentReply, emptyReply } from '../reply.ts';
import { accountOfBucketName } from './bucket-name.ts';

/** Bindings of the operations on a bucket itself. */
export const bucketBindings: Readonly<Record<string, Binding>> = {
  PutBucket: bind({ decode: decodeDraft, handle: createBucket, render: () => emptyReply(200) }),
  HeadBucket: bind({
    decode: () => undefined,
    handle: headBucket,
    render: ({ region }) => emptyReply(200, [['x-cos-bucket-region', region]]),
  }),
  DeleteBucket: bind({ decode: () => undefined, handle: deleteBucket, render: () => emptyReply(204) }),
  GetBucketLocation: bind({
    decode: () => undefined,
    handle: bucketOf,
    render: ({ region }) => documentReply('LocationConstraint', region),
  }),
};

/** An account can make buckets only under its own APPID. */
function decodeDraft({ context, request }: Prepared): BucketDraft {
  const { caller } = context;
  if (caller === undefined) return refuse('anonymous-denied');
  if (hasCapitals(request.host, context.bucket)) return refuse('invalid-bucket-name');
  const account = accountOfBucketName(context.bucket) ?? refuse('invalid-bucket-name');
  if (account !== caller.account) return refuse('access-denied');
  const owner = { account: caller.account, ownerId: caller.ownerId };
  const acl = aclFromHeaders(request, owner, context.limits.grants) ?? expandCanned('private', owner);
  return { acl, region: context.addressedRegion ?? context.region };
}

/** Hosts are compared without letter case (RFC 9110 section 4.2.3), but nobody makes a bucket by a name it cannot have. */
function hasCapitals(host: string, bucket: string): boolean {
  const label = host.slice(0, bucket.length);
  return label !== bucket && label.toLowerCase() === bucket;
}
