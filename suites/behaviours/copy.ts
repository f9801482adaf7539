import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';

/** What is needed to ask for a copy. */
export interface CopySource {
  readonly operation: string;
  /** Header that names the source. */
  readonly source: string;
}

/** How a dialect copies an object on the server. */
export interface CopyBinding extends CopySource {
  /** Operation that answers with the headers of an object alone. */
  readonly headObject: string;
  /** Header that says whether metadata is kept, and its two values. */
  readonly directive: { readonly header: string; readonly keep: string; readonly replace: string };
  /** What the names of conditions on the source start with, e.g. `x-cos-copy-source-If-`. */
  readonly conditionPrefix: string;
  /** What user metadata headers start with. */
  readonly metadataPrefix: string;
  /** Document of the response and the paths of ETag and time in it. */
  readonly result: { readonly document: string; readonly etag: string; readonly lastModified: string };
}

/** One copy: keys under names of the check's own prefix unless `source` says where from. */
export interface Copy {
  readonly from?: string;
  readonly fromBucket?: string;
  /** Value of the source header instead of the one for `from`. */
  readonly source?: string;
  readonly to?: string;
  readonly bucket?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly as?: RequestSpec['as'];
}

/** Name of the object that is copied, and of what comes of it, where a check says nothing else. */
export const SOURCE = 'source';
export const TARGET = 'target';

/** The request for a copy. */
export function copyRequest(t: CheckContext, binding: CopySource, copy: Copy = {}): RequestSpec {
  const { from = SOURCE, fromBucket = t.bucket, to = TARGET, bucket, headers, body, as } = copy;
  return {
    op: binding.operation,
    key: t.key(to),
    bucket,
    headers: { [binding.source]: copy.source ?? t.copySource(fromBucket, t.key(from)), ...headers },
    body,
    ...(as === undefined ? {} : { as }),
  };
}

/** Sends a copy and judges it as a success. */
export async function copyNow(t: CheckContext, binding: CopySource, copy: Copy = {}) {
  const exchange = await t.send(copyRequest(t, binding, copy));
  t.expect(exchange, { success: true });
  return exchange;
}

/** Expects an object with that content under a name of the check's prefix. */
export async function expectContent(
  t: CheckContext,
  name: string,
  body: Uint8Array | string,
  bucket?: string,
): Promise<void> {
  const op = t.dialect.housekeeping.getObject;
  t.expect(await t.send({ op, key: t.key(name), bucket }), {
    status: 200,
    body: typeof body === 'string' ? { text: body } : body,
  });
}

/** Expects that there is no object under a name of the check's prefix. */
export async function expectMissing(t: CheckContext, name: string): Promise<void> {
  const op = t.dialect.housekeeping.getObject;
  t.expect(await t.send({ op, key: t.key(name) }), { refusal: 'missing-key' });
}
