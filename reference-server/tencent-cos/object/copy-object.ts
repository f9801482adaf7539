import { type Acl, expandCanned } from '../../access/acl.ts';
import { ownerOfBucket } from '../../operations/bucket-acl.ts';
import { bucketOf } from '../../operations/context.ts';
import { type CopyObjectInput, copyObject } from '../../operations/copy-object.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { type ObjectDraft, ownerOfNewObjects } from '../../operations/object-draft.ts';
import { hasAclHeaders } from '../acl-headers.ts';
import { documentReply } from '../reply.ts';
import { isoSeconds } from '../times.ts';
import { copySourceOf } from './copy-source.ts';
import { type DraftSource, draftFrom } from './draft.ts';
import { resultHeaders } from './object-headers.ts';

/** PUT Object - Copy. T-COPY. */
export const copyObjectBinding: Binding = bind({
  decode,
  handle: copyObject,
  render: (copied) => {
    const { object, versioning } = copied;
    const { crc64 } = object.blob.digests;
    return documentReply(
      'CopyObjectResult',
      {
        ETag: `"${object.etag}"`,
        LastModified: isoSeconds(object.lastModified),
        CRC64: crc64 === undefined ? undefined : String(crc64),
        VersionId: versioning === 'unset' ? undefined : object.versionId,
      },
      { headers: resultHeaders(copied) },
    );
  },
});

function decode(prepared: Prepared): CopyObjectInput {
  const { request, context } = prepared;
  const source = copySourceOf(prepared);
  const directive = /^replaced?$/i.test(request.own('metadata-directive') ?? '') ? 'replace' : 'copy';
  const draft = draftFrom(directive === 'replace' ? request : withoutMetadata(request), context);
  return {
    source,
    directive,
    draft: { ...draft, acl: aclOf(draft, prepared) },
    tags: request.own('tagging') === undefined ? 'copy' : 'replace',
  };
}

/** A copy that is given no list is private, whatever the lists of its source and of the bucket. T-COPY-20, -21. */
function aclOf({ acl }: ObjectDraft, { request, context }: Prepared): Acl | undefined {
  if (hasAclHeaders(request)) return acl;
  return expandCanned('private', ownerOfNewObjects(context), ownerOfBucket(bucketOf(context)));
}

/** With directive Copy the metadata headers of the request mean nothing, not even too many of them. T-COPY-07. */
function withoutMetadata(request: DraftSource): DraftSource {
  return {
    header: () => undefined,
    own: (name) => request.own(name),
    ownAll: (prefix) => (prefix === 'meta-' ? [] : request.ownAll(prefix)),
  };
}
