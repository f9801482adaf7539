import { type HeaderList, headerValue, withHeader } from '../../../dialects/core/headers.ts';
import { byteranges } from '../../http/byteranges.ts';
import type { OutgoingResponse, ResponseBody } from '../../http/exchange.ts';
import { formatContentRange } from '../../http/range.ts';
import { bodyLength, chunksOf, releaseBody } from '../../http/response.ts';
import { bucketOf } from '../../operations/context.ts';
import type { Binding, Prepared } from '../../operations/handler.ts';
import { type ReadObject, readObject } from '../../operations/read-object.ts';
import { Refused, refuse } from '../../operations/refuse.ts';
import type { Setting } from '../setting.ts';
import { conditionsOf } from './conditions.ts';
import type { GrowingObject } from './growing-objects.ts';
import { headersBesideContent, objectHeaders } from './object-headers.ts';
import { decodePace } from './pace-headers.ts';
import { type Pace, paced } from './pacer.ts';
import { redirecting } from './redirect.ts';

/** Reading an object, or what is known of it. S-GETOBJ, S-HEADOBJ. */
export function readBindings(setting: Setting): Readonly<Record<string, Binding>> {
  return {
    GetObject: redirecting(binding('content', setting), setting),
    HeadObject: binding('headers', setting),
  };
}

function binding(want: 'content' | 'headers', setting: Setting): Binding {
  return async (prepared) => {
    const { context, request } = prepared;
    const pace = setting.profile === 'cisco' && want === 'content' ? decodePace(request) : undefined;
    const conditions = conditionsOf(request);
    if (bucketOf(context).current(context.key) === undefined) {
      const growing = setting.growing.find(context.bucket, context.key);
      if (growing) return growingReply(growing);
      // Nothing is matched by `*`, which is said before it is said to be missing. Sheet 5.4.
      if (conditions.ifMatch?.trim() === '*') return refuse('precondition-failed');
    }
    const range = want === 'content' ? request.header('Range') : undefined;
    const read = withValidators(prepared, () =>
      readObject(context, { versionId: undefined, conditions, want, range, ifRange: undefined }),
    );
    return inPace(render(read, prepared), pace, setting);
  };
}

/** A refusal that is about the state of an object tells that state. S-GETOBJ-46, sheet 1.0. */
function withValidators<T>({ context }: Prepared, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Refused) || !/^(?:precondition-failed|invalid-range)$/.test(error.refusal))
      throw error;
    const object = bucketOf(context).current(context.key);
    if (object === undefined) throw error;
    const tell = error.refusal === 'invalid-range' ? objectHeaders : headersBesideContent;
    return refuse(error.refusal, { headers: [...error.headers, ...tell(context, object)] });
  }
}

function render({ object, content }: ReadObject, { context }: Prepared): OutgoingResponse {
  const headers = objectHeaders(context, object);
  if (content === undefined) return { status: 304, headers, body: { kind: 'none' } };
  const { blob, spans } = content;
  const [span, second] = spans;
  if (second === undefined) {
    const range: HeaderList = span ? [['Content-Range', formatContentRange(span, object.size)]] : [];
    return { status: span ? 206 : 200, headers: [...headers, ...range], body: { kind: 'blob', blob, span } };
  }
  const contentType = headerValue(object.contentHeaders, 'content-type');
  const boundary = Buffer.from(context.randomBytes(16)).toString('hex');
  const { body } = byteranges({ blob, spans, contentType, boundary });
  blob.release();
  const type = `multipart/byteranges;boundary=${boundary}`;
  return { status: 206, headers: withHeader(headers, 'Content-Type', type), body };
}

/** What there is of an object that is being written: of no length that is known, and without a digest. */
function growingReply({ writer, contentHeaders }: GrowingObject): OutgoingResponse {
  return {
    status: 200,
    headers: [...contentHeaders, ['X-Object-Is-Dynamic', 'yes']],
    body: { kind: 'stream', chunks: writer.written() },
  };
}

function inPace(response: OutgoingResponse, pace: Pace | undefined, { pacer }: Setting): OutgoingResponse {
  if (pace === undefined || response.status >= 300) return response;
  const { body } = response;
  const chunks = paced(asyncChunks(body), pace, pacer);
  return {
    ...response,
    body: { kind: 'stream', length: bodyLength(body), chunks, release: () => releaseBody(body) },
  };
}

async function* asyncChunks(body: ResponseBody): AsyncGenerator<Uint8Array> {
  yield* chunksOf(body);
}
