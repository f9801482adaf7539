import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { requireConditions } from '../../operations/preconditions.ts';
import { type PutObjectInput, putObject } from '../../operations/put-object.ts';
import { receiveBytes } from '../../operations/receive-bytes.ts';
import { refuse } from '../../operations/refuse.ts';
import type { StoredBlob } from '../../store/blob.ts';
import { emptyReply } from '../reply.ts';
import { conditionsOf } from './conditions.ts';
import { draftFrom } from './draft.ts';
import { writtenHeaders } from './object-headers.ts';

/** PUT Object. T-PUTOBJ. */
export const putObjectBinding: Binding = bind({
  decode,
  handle: putObject,
  render: (written) => emptyReply(200, writtenHeaders(written)),
});

/** Whatever can be refused is refused before the body is asked for. T-HDR-03. */
async function decode(prepared: Prepared): Promise<PutObjectInput> {
  const { request, context } = prepared;
  // A part of an object is not what this request can bring: RFC 9110 section 14.5.
  if (request.sent('Content-Range') !== undefined) refuse('invalid-argument');
  const draft = draftFrom(request, context);
  const conditions = conditionsOf(request);
  requireConditions(context, conditions, bucketOf(context).current(context.key));
  const sha1 = request.own('content-sha1');
  const blob = await receiveBytes(prepared, {
    limit: context.limits.uploadBytes,
    chunked: 'accept',
    hashes: ['crc64', ...(sha1 === undefined ? [] : (['sha1'] as const))],
  });
  requireSha1(blob, sha1);
  return { draft, conditions, blob };
}

/** T-PUTOBJ-30. */
function requireSha1(blob: StoredBlob, expected: string | undefined): void {
  if (expected === undefined || expected.toLowerCase() === blob.digests.sha1) return;
  blob.release();
  refuse('bad-sha1');
}
