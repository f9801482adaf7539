import { type AppendObjectInput, appendObject, requireAppendable } from '../../operations/append-object.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { receiveBytes } from '../../operations/receive-bytes.ts';
import { refuse } from '../../operations/refuse.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import { emptyReply } from '../reply.ts';
import { draftFrom } from './draft.ts';
import { writtenHeaders } from './object-headers.ts';

/** Append Object. T-APPEND. */
export const appendObjectBinding: Binding = bind({
  decode,
  handle: appendObject,
  render: (written) =>
    emptyReply(200, [
      ...writtenHeaders(written),
      ['x-cos-next-append-position', String(written.object.size)],
    ]),
});

async function decode(prepared: Prepared): Promise<AppendObjectInput> {
  const { request, context } = prepared;
  const position = wholeNumber(request.query('position') ?? '');
  if (position === undefined || position < 0) return refuse('invalid-argument');
  const draft = draftFrom(request, context);
  requireAppendable(context, position, request.body.declaredLength ?? 0);
  const blob = await receiveBytes(prepared, {
    limit: context.limits.uploadBytes,
    chunked: 'refuse',
    hashes: ['crc64'],
  });
  return { position, draft, blob };
}
