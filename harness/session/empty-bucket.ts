import { isDeepStrictEqual } from 'node:util';
import type { Page } from '../../dialects/core/dialect.ts';
import type { IdentityName } from '../check/context.ts';
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
  const abort = async (key: string, uploadId: string): Promise<void> => {
    if (uploads) await session.send({ op: uploads.abort, bucket, key, query: { uploadId }, as });
  };
  const walk = { session, bucket, as };

  if (uploads) await eachEntry(walk, uploads.list, uploads, (key, id) => abort(key, id ?? ''));
  await eachEntry(walk, housekeeping.listObjects, objects, (key) => deleteKey(key));
  // Before the versions: in a versioned bucket a deletion leaves a marker behind.
  if (how.fromLedger) {
    await parallel(session.ledger.contents(bucket), async ({ kind, key = '', uploadId }) => {
      if (key === '') return;
      if (kind === 'object') await deleteKey(key);
      else if (uploadId !== undefined) await abort(key, uploadId);
    });
  }
  if (versions) await eachEntry(walk, versions.operation, versions, (key, id) => deleteKey(key, id ?? ''));
}

interface Walk {
  readonly session: Session;
  readonly bucket: string;
  readonly as: IdentityName;
}

/**
 * Walks through a listing and does something to every entry, several at a time. Where a page leaves open which key is
 * meant, each is taken: the bucket is ours, so one too many is harmless.
 */
async function eachEntry(
  { session, bucket, as }: Walk,
  op: string,
  page: Page,
  act: (key: string, id: string | undefined) => Promise<unknown>,
): Promise<void> {
  let query: Record<string, string> = { ...page.query };
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { response } = await session.send({ op, bucket, query, as });
    if (response?.status !== 200) return;
    const reading = page.read(response.body);
    if (!reading) return;
    await parallel(reading.entries, async ({ keys, id }) => {
      for (const key of keys) await act(key, id);
    });
    if (reading.next === undefined) return;
    const next = { ...page.query, ...reading.next };
    if (isDeepStrictEqual(next, query)) return;
    query = next;
  }
}
