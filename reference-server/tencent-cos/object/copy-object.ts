import type { CopyObjectInput } from '../../operations/copy-object.ts';
import { copyObject } from '../../operations/copy-object.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
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
  return { source, directive, draft, tags: request.own('tagging') === undefined ? 'copy' : 'replace' };
}

/** With directive Copy the metadata headers of the request mean nothing, not even too many of them. T-COPY-07. */
function withoutMetadata(request: DraftSource): DraftSource {
  return {
    header: () => undefined,
    own: (name) => request.own(name),
    ownAll: (prefix) => (prefix === 'meta-' ? [] : request.ownAll(prefix)),
  };
}
