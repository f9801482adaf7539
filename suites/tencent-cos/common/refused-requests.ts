import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import { md5Base64 } from '../../behaviours/integrity.ts';
import { store } from '../../behaviours/stored-object.ts';

/** Statuses of the errors below; 501 is tolerated for a method that nothing supports (T-ADDR-10). */
export const ERROR_STATUSES: readonly number[] = [
  ...Array.from({ length: 100 }, (_, index) => 400 + index),
  501,
];

/**
 * One request for each kind of error that has to be one and is easily had: of reading and writing, of authentication, of
 * headers, bodies and methods. Which error it is, other checks ask. None of them changes anything. @throws CheckInconclusive
 */
export async function refusedRequests(t: CheckContext): Promise<RequestSpec[]> {
  const key = await store(t, 'object', 'content');
  const get: RequestSpec = { op: 'GetObject', key };
  const put: RequestSpec = { op: 'PutObject', key, body: 'other content' };
  return [
    { op: 'GetObject', key: t.key('absent') },
    { ...get, as: 'anonymous' },
    { ...get, sign: { credentials: (valid) => ({ ...valid, keyId: 'AKIDnobody' }) } },
    { ...get, sign: { credentials: (valid) => ({ ...valid, secret: 'guessed' }) } },
    { ...get, sign: { validFrom: -7200, validUntil: -3600 } },
    { ...get, headers: { Range: 'bytes=100-200' } },
    { ...get, headers: { 'If-Match': '"0123456789abcdef0123456789abcdef"' } },
    { ...get, method: 'PATCH' },
    { ...put, headers: { 'Content-MD5': md5Base64('something else') } },
    { ...put, body: '', raw: { omitContentLength: true } },
    { op: 'PutObjectAcl', key, query: { acl: null }, body: '<AccessControlPolicy>' },
    { op: 'ListParts', key, query: { uploadId: 'bucketproof' } },
    { op: 'GetBucket', bucket: t.newBucketName('absent') },
    { op: 'GetService', as: 'anonymous' },
  ];
}
