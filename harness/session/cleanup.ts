import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '../../dialects/core/dialect.ts';
import { textAt, textsAt } from '../../dialects/core/document-access.ts';
import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import type { Exchange } from '../transport/exchange.ts';
import { readBody } from '../verify/read-body.ts';
import { parallel } from './parallel.ts';
import type { Session } from './session.ts';

/** A listing that does not end after so many pages is not believed. */
const MAX_PAGES = 10_000;

/**
 * Empties and removes a bucket of the run: uploads, objects, versions, then the bucket. Nothing outside buckets of the
 * run's own stem is ever touched.
 * @returns undefined when the bucket is gone, otherwise a sentence about what is left
 */
export async function removeBucket(session: Session, bucket: string): Promise<string | undefined> {
  if (!bucket.includes(session.names.stem)) return `${bucket} is not of this run`;
  const { housekeeping } = session.dialect;
  for (let attempt = 0; attempt < 3; attempt++) {
    const deleted = await session.send({ op: housekeeping.deleteBucket, bucket });
    if (isGone(deleted)) return undefined;
    await emptyBucket(session, bucket);
    if (attempt > 0) await sleep(Math.max(200, session.target.consistencyMs));
  }
  const last = await session.send({ op: housekeeping.deleteBucket, bucket });
  return isGone(last) ? undefined : `bucket ${bucket}: ${describe(last)}`;
}

async function emptyBucket(session: Session, bucket: string): Promise<void> {
  const { housekeeping } = session.dialect;
  const { uploads, objects, versions } = housekeeping;
  await eachPage(session, bucket, housekeeping.listUploads, uploads, async (page) => {
    const ids = textsAt(page, uploads.uploadId);
    await parallel(keysOf(page, uploads, uploads.keys), (key, index) =>
      session.send({ op: housekeeping.abortUpload, bucket, key, query: { uploadId: ids[index] ?? '' } }),
    );
  });
  await eachPage(session, bucket, housekeeping.listObjects, objects, (page) =>
    parallel(keysOf(page, objects, objects.keys), (key) =>
      session.send({ op: housekeeping.deleteObject, bucket, key }),
    ),
  );
  if (!versions) return;
  for (const group of versions.groups) {
    await eachPage(session, bucket, versions.operation, versions, async (page) => {
      const ids = textsAt(page, `${group}.${versions.versionId}`);
      await parallel(keysOf(page, versions, `${group}.${versions.key}`), (key, index) =>
        session.send({ op: housekeeping.deleteObject, bucket, key, query: { versionId: ids[index] ?? '' } }),
      );
    });
  }
}

function keysOf(value: Reading, page: Page, path: string): string[] {
  const texts = textsAt(value, path);
  return page.percentEncoded ? texts.map((text) => percentDecode(text) ?? text) : texts;
}

type Reading = ReturnType<typeof readBody>['value'];

async function eachPage(
  session: Session,
  bucket: string,
  op: string,
  page: Page,
  visit: (value: Reading) => Promise<void>,
): Promise<void> {
  let query: Record<string, string | undefined> = { ...page.query };
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { response } = await session.send({ op, bucket, query });
    if (response?.status !== 200) return;
    const { value } = readBody(session.dialect, page.document, response.body);
    await visit(value);
    if (textAt(value, page.truncated)?.toLowerCase() !== 'true') return;
    const markers = Object.entries(page.next).map(
      ([name, path]) => [name, keysOf(value, page, path).at(-1)] as const,
    );
    if (markers.every(([, marker]) => marker === undefined)) return;
    query = { ...page.query, ...Object.fromEntries(markers) };
  }
}

function isGone({ response }: Exchange): boolean {
  return (
    response !== undefined && ((response.status >= 200 && response.status < 300) || response.status === 404)
  );
}

function describe({ response, failure }: Exchange): string {
  return response ? `deletion answered ${response.status}` : (failure?.message ?? 'no response');
}
