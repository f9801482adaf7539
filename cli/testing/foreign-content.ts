import { createHash } from 'node:crypto';
import { textsAt } from '../../dialects/core/document-access.ts';
import type { RequestSpec } from '../../harness/check/context.ts';
import type { Session } from '../../harness/session/session.ts';
import type { ReceivedResponse } from '../../harness/transport/exchange.ts';
import { readBody } from '../../harness/verify/read-body.ts';

/** Everything a bystander sees of a target, as text that can be compared. */
export type Snapshot = Readonly<Record<string, string>>;

const VERSIONED = 'versioned-1250000000';
const PLAIN = ['photos-1250000000', 'bp-backup-1250000000', 'bp-0000000-shared00-1250000000'];
const THEIRS = 'theirs-1250000001';
const KEYS = [
  'a',
  'folder/',
  'folder/b c+d%41&<>"\'',
  'bp/object',
  '\u00fcn\u00efc\u00f6de/\u2603',
  '.hidden',
];

/** Puts buckets and objects on a Tencent COS target that belong to nobody's run, two of them with names much like a run's. */
export async function addForeignContent(session: Session): Promise<void> {
  for (const bucket of [...PLAIN, VERSIONED]) await sent(session, { op: 'PutBucket', bucket });
  await sent(session, { op: 'PutBucket', bucket: THEIRS, as: 'second' });
  await sent(session, { op: 'PutObject', bucket: THEIRS, key: 'theirs', body: 'theirs', as: 'second' });
  for (const bucket of PLAIN) {
    for (const key of KEYS) {
      const headers = {
        'x-cos-meta-owner': bucket,
        'Content-Type': 'text/x-foreign',
        'Cache-Control': 'no-cache',
      };
      await sent(session, { op: 'PutObject', bucket, key, headers, body: `${bucket} ${key}` });
    }
    await sent(session, { op: 'InitiateMultipartUpload', bucket, key: 'unfinished' });
  }
  const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
  await sent(session, { op: 'PutBucketVersioning', bucket: VERSIONED, body });
  for (const version of ['one', 'two']) {
    await sent(session, { op: 'PutObject', bucket: VERSIONED, key: 'kept', body: version });
  }
  await sent(session, { op: 'DeleteObject', bucket: VERSIONED, key: 'kept' });
}

/** Names of all buckets of both accounts. */
export async function bucketNames(session: Session): Promise<string[]> {
  const names = [];
  for (const as of ['main', 'second'] as const) {
    const { body } = await sent(session, { op: 'GetService', as });
    names.push(
      ...textsAt(readBody(session.dialect, 'ListAllMyBucketsResult', body).value, 'Buckets.Bucket.Name'),
    );
  }
  return names;
}

/** All buckets, and of every foreign one what is in it: listings, versions, uploads, each object's fields and content. */
export async function snapshot(session: Session): Promise<Snapshot> {
  const seen: Record<string, string> = { buckets: (await bucketNames(session)).join('\n') };
  const look = async (spec: RequestSpec): Promise<void> => {
    const { status, headers, body } = await sent(session, spec);
    const fields = headers.filter(
      ([name]) => !/^(date|x-cos-(request|trace)-id|connection|keep-alive)$/i.test(name),
    );
    const digest = createHash('sha256').update(body).digest('hex');
    const text = spec.op === 'GetObject' ? digest : Buffer.from(body).toString();
    seen[`${spec.op} ${spec.bucket} ${spec.key ?? ''}`] = `${status}\n${fields.join('\n')}\n${text}`;
  };
  for (const bucket of [...PLAIN, VERSIONED, THEIRS]) {
    const as = bucket === THEIRS ? 'second' : 'main';
    for (const op of ['GetBucket', 'GetBucketObjectVersions', 'ListMultipartUploads', 'GetBucketAcl']) {
      await look({ op, bucket, as });
    }
    for (const key of PLAIN.includes(bucket) ? KEYS : []) await look({ op: 'GetObject', bucket, key, as });
  }
  return seen;
}

async function sent(session: Session, spec: RequestSpec): Promise<ReceivedResponse> {
  const { response, failure } = await session.send(spec);
  if (response && response.status < 300) return response;
  throw new Error(`${spec.op} ${spec.bucket} ${spec.key}: ${response?.status ?? failure?.message}`);
}
