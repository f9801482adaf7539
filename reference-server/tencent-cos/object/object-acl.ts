import { type Acl, expandCanned } from '../../access/acl.ts';
import { ownerOfBucket } from '../../operations/bucket-acl.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { getObjectAcl, type ObjectAcl, putObjectAcl } from '../../operations/object-acl.ts';
import { refuse } from '../../operations/refuse.ts';
import { aclFromDocument, aclToDocument } from '../acl-document.ts';
import { aclFromHeaders, hasAclHeaders } from '../acl-headers.ts';
import { aclHeader } from '../bucket/acl.ts';
import { documentReply, emptyReply } from '../reply.ts';

/** Bindings of the access control list of an object. T-GETOACL, T-PUTOACL. */
export const objectAclBindings: Readonly<Record<string, Binding>> = {
  GetObjectAcl: bind({
    decode: versionOf,
    handle: getObjectAcl,
    render: ({ acl, inherited }: ObjectAcl) =>
      documentReply('AccessControlPolicy', aclToDocument(acl), {
        headers: inherited ? [['x-cos-acl', 'default']] : aclHeader(acl),
      }),
  }),
  PutObjectAcl: bind({
    decode: (prepared) => ({ versionId: versionOf(prepared), acl: decodeAcl(prepared) }),
    handle: putObjectAcl,
    render: () => emptyReply(200),
  }),
};

function versionOf({ request }: Prepared): string | undefined {
  return request.query('versionId') || undefined;
}

/** Headers or a body, never both (T-PUTOACL-04); neither is the default of the headers, private. */
function decodeAcl(prepared: Prepared): Acl | undefined {
  const { context, request } = prepared;
  const { grants } = context.limits;
  const { owner } = getObjectAcl(context, versionOf(prepared)).acl;
  const { document } = request;
  if (document !== undefined) {
    return hasAclHeaders(request) ? refuse('acl-conflict') : aclFromDocument(document, owner, grants);
  }
  const bucketOwner = ownerOfBucket(bucketOf(context));
  return hasAclHeaders(request)
    ? aclFromHeaders(request, owner, grants, bucketOwner)
    : expandCanned('private', owner, bucketOwner);
}
