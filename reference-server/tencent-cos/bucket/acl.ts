import { type Acl, expandCanned } from '../../access/acl.ts';
import { getBucketAcl, ownerOfBucket, putBucketAcl } from '../../operations/bucket-acl.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { aclFromDocument, aclToDocument } from '../acl-document.ts';
import { aclFromHeaders, hasAclHeaders } from '../acl-headers.ts';
import { documentReply, emptyReply } from '../reply.ts';

/** Bindings of the access control list of a bucket. */
export const bucketAclBindings: Readonly<Record<string, Binding>> = {
  GetBucketAcl: bind({
    decode: () => undefined,
    handle: getBucketAcl,
    render: (acl) => documentReply('AccessControlPolicy', aclToDocument(acl), { headers: aclHeader(acl) }),
  }),
  PutBucketAcl: bind({ decode: decodeAcl, handle: putBucketAcl, render: () => emptyReply(200) }),
};

/** The short form a list was set by, which official clients read. Sheet 1.9. */
export function aclHeader({ canned }: Acl): (readonly [string, string])[] {
  return canned === undefined ? [] : [['x-cos-acl', canned]];
}

/** Headers or a body, never both (sheet 5, no. 22); neither is the default, private (T-PUTBACL-12). */
function decodeAcl({ context, request }: Prepared): Acl {
  const owner = ownerOfBucket(bucketOf(context));
  const { document } = request;
  const { grants } = context.limits;
  if (document !== undefined) {
    return hasAclHeaders(request) ? refuse('bucket-acl-conflict') : aclFromDocument(document, owner, grants);
  }
  return aclFromHeaders(request, owner, grants) ?? expandCanned('private', owner);
}
