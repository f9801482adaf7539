import { isDeepStrictEqual } from 'node:util';
import type { Page } from '../../dialects/core/dialect.ts';
import { textAt, textsAt } from '../../dialects/core/document-access.ts';
import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import type { IdentityName } from '../check/context.ts';
import { readBody } from '../verify/read-body.ts';
import { parallel } from './parallel.ts';
import type { Session } from './session.ts';

/** A listing that does not end after so many pages is not believed. */
const MAX_PAGES = 10_000;

/** How a bucket is emptied. */
export interface Emptying {
  readonly as: IdentityName;
  /** Also deletes what the ledger says was put there: a listing may not show it, or may not be readable. */
  readonly fromLedger: boolean;
}

/** Aborts the uploads and deletes the objects and versions of a bucket of the run. Failures are not looked at. */
export async function emptyBucket(session: Session, bucket: string, how: Emptying): Promise<void> {
  const { housekeeping } = session.dialect;
  const { uploads, objects, versions } = housekeeping;
  const { as } = how;
  const deleteKey = (key: string, versionId?: string) =>
    session.send({ op: housekeeping.deleteObject, bucket, key, query: { versionId }, as });
  const abort = (key: string, uploadId: string) =>
    session.send({ op: housekeeping.abortUpload, bucket, key, query: { uploadId }, as });
  const walk = { session, bucket, as };

  await eachPage(walk, housekeeping.listUploads, uploads, async (page) => {
    const ids = textsAt(page, uploads.uploadId);
    await parallel(keysOf(page, uploads, uploads.keys), (keys, index) =>
      forEach(keys, (key) => abort(key, ids[index] ?? '')),
    );
  });
  await eachPage(walk, housekeeping.listObjects, objects, (page) =>
    parallel(keysOf(page, objects, objects.keys), (keys) => forEach(keys, (key) => deleteKey(key))),
  );
  // Before the versions: in a versioned bucket a deletion leaves a marker behind.
  if (how.fromLedger) {
    await parallel(session.ledger.contents(bucket), async ({ kind, key = '', uploadId }) => {
      if (key === '') return;
      if (kind === 'object') await deleteKey(key);
      else if (uploadId !== undefined) await abort(key, uploadId);
    });
  }
  if (!versions) return;
  for (const group of versions.groups) {
    await eachPage(walk, versions.operation, versions, async (page) => {
      const ids = textsAt(page, `${group}.${versions.versionId}`);
      await parallel(keysOf(page, versions, `${group}.${versions.key}`), (keys, index) =>
        forEach(keys, (key) => deleteKey(key, ids[index] ?? '')),
      );
    });
  }
}

async function forEach(keys: readonly string[], work: (key: string) => Promise<unknown>): Promise<void> {
  for (const key of keys) await work(key);
}

/**
 * The keys at a path of a page. A target that was asked for percent-encoded keys may send them plain all the same, and
 * nothing tells which: where it makes a difference both readings are given. The bucket is ours, so one too many is
 * harmless.
 */
function keysOf(value: Reading, page: Page, path: string): string[][] {
  return textsAt(value, path).map((text) => {
    const decoded = page.percentEncoded ? (percentDecode(text) ?? text) : text;
    return decoded === text ? [text] : [decoded, text];
  });
}

type Reading = ReturnType<typeof readBody>['value'];

interface Walk {
  readonly session: Session;
  readonly bucket: string;
  readonly as: IdentityName;
}

async function eachPage(
  { session, bucket, as }: Walk,
  op: string,
  page: Page,
  visit: (value: Reading) => Promise<void>,
): Promise<void> {
  let query: Record<string, string | undefined> = { ...page.query };
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { response } = await session.send({ op, bucket, query, as });
    if (response?.status !== 200) return;
    const { value } = readBody(session.dialect, page.document, response.body);
    await visit(value);
    if (textAt(value, page.truncated)?.toLowerCase() !== 'true') return;
    const markers = Object.entries(page.next).map(
      ([name, path]) => [name, keysOf(value, page, path).at(-1)?.[0]] as const,
    );
    const next = { ...page.query, ...Object.fromEntries(markers) };
    if (markers.every(([, marker]) => marker === undefined) || isDeepStrictEqual(next, query)) return;
    query = next;
  }
}
