import { renderDocument } from '../../dialects/core/document-render.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import { store } from './stored-object.ts';

/** How many objects are deleted by one request. */
export interface MultiDelete {
  readonly operation: string;
  /** Documents of the request and of its answer. */
  readonly request: string;
  readonly result: string;
  readonly maxKeyBytes: number;
}

/** Requests that delete many objects, and what a success answers. */
export function requestsOf({ operation, request, result }: MultiDelete) {
  const withBody = (body: string): RequestSpec => ({
    op: operation,
    headers: { 'Content-Type': 'application/xml' },
    body,
  });
  return {
    withBody,
    deletion: (t: CheckContext, keys: readonly string[], quiet?: boolean | string): RequestSpec => {
      const document = t.dialect.documents[request];
      if (!document) throw new Error(`${t.dialect.name} has no document ${request}`);
      return withBody(renderDocument(document, { Quiet: quiet, Object: keys.map((Key) => ({ Key })) }));
    },
    /** Exactly these keys were deleted, and none failed. */
    reports: (deleted: readonly string[]): Expectation => ({
      success: true,
      document: result,
      values: { 'Deleted.Key': { set: deleted }, 'Error.Key': { absent: true } },
    }),
  };
}

/** Stores objects whose content is their key; returns the keys. @throws CheckInconclusive */
export async function storeAll(t: CheckContext, names: readonly string[]): Promise<string[]> {
  for (const name of names) await store(t, name, t.key(name));
  return names.map((name) => t.key(name));
}

/** Judges that none of the objects is there. */
export async function expectGone(t: CheckContext, keys: readonly string[]): Promise<void> {
  const op = t.dialect.housekeeping.getObject;
  for (const key of keys) t.expect(await t.send({ op, key }), { refusal: 'missing-key' });
}

/** Judges that objects of `storeAll` are as they were stored. */
export async function expectKept(t: CheckContext, keys: readonly string[]): Promise<void> {
  const op = t.dialect.housekeeping.getObject;
  for (const key of keys) t.expect(await t.send({ op, key }), { status: 200, body: { text: key } });
}
