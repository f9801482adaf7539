import { integer, type LeafType, matching, oneOf } from '../core/document.ts';
import type { Parameter } from '../core/operation.ts';
import { header, query, required } from '../core/parameter.ts';
import { anyCase, storageClass } from './documents/leaves.ts';

/** Canned ACLs of the base document. T-PUTBKT-05. */
export const cannedAcl = oneOf('private', 'public-read', 'public-read-write');

/** Canned ACLs of an object, with the ones later documents add. T-PUTOACL-14. */
export const cannedObjectAcl = oneOf(
  'private',
  'public-read',
  'public-read-write',
  'default',
  'authenticated-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
);

const GRANTEE = '(?:id|uin)="(?:\\d+|qcs::cam::uin/\\d+:uin/\\d+|qcs::cam::anyone:anyone)"';

/** Comma list of `id="…"`: a bare uin, a full principal or everyone. T-PUTBACL-03, T-ACL-12, -13. */
export const grantees: LeafType = matching(
  new RegExp(`${GRANTEE}(?:[ \\t]*,[ \\t]*${GRANTEE})*`),
  'id="100000000001"',
);

/**
 * The four ACL headers.
 * @param canned canned ACLs the resource knows
 * @param whenInvalid refusals of a bad canned ACL and a bad grantee, where a claim names them
 */
export function aclHeaders(
  canned: LeafType,
  whenInvalid: { acl?: string; grant?: string } = {},
): readonly Parameter[] {
  return [
    header('x-cos-acl', 'private', canned, whenInvalid.acl),
    ...['read', 'write', 'full-control'].map((right) =>
      header(`x-cos-grant-${right}`, 'id="100000000001"', grantees, whenInvalid.grant),
    ),
  ];
}

/** Headers stored with an object and returned with it. T-PUTOBJ-09 to -14; one user metadata header stands for all. */
export const objectHeaders: readonly Parameter[] = [
  header('Cache-Control', 'max-age=600'),
  header('Content-Disposition', 'attachment; filename="a.txt"'),
  header('Content-Encoding', 'identity'),
  header('Content-Type', 'text/plain'),
  header('Expires', 'Wed, 21 Oct 2037 07:28:00 GMT'),
  header('x-cos-meta-color', 'blue'),
];

/** Storage class of a new object. T-ERR-21. */
export const storageClassHeader = header(
  'x-cos-storage-class',
  'STANDARD',
  storageClass,
  'invalid-storage-class',
);

/** Encryption with the service's own key. */
export const encryptionHeader = header('x-cos-server-side-encryption', 'AES256', oneOf('AES256'));

/** Conditions of GET and HEAD. T-GETOBJ-25 to -32, T-HEADOBJ-07, -11. */
export const conditionHeaders: readonly Parameter[] = [
  header('If-Modified-Since', 'Thu, 01 Jan 2015 00:00:00 GMT'),
  header('If-Unmodified-Since', 'Thu, 01 Jan 2037 00:00:00 GMT'),
  header('If-Match', '*'),
  header('If-None-Match', '"00000000000000000000000000000000"'),
];

/** Conditions on the source of a copy. T-COPY-12 to -18. */
export const copyConditionHeaders: readonly Parameter[] = [
  header('x-cos-copy-source-If-Modified-Since', 'Thu, 01 Jan 2015 00:00:00 GMT'),
  header('x-cos-copy-source-If-Unmodified-Since', 'Thu, 01 Jan 2037 00:00:00 GMT'),
  header('x-cos-copy-source-If-Match', '"00000000000000000000000000000000"'),
  header('x-cos-copy-source-If-None-Match', '"00000000000000000000000000000000"'),
];

/** Source of a copy, as the copy chapters write it. T-COPY-03, -25. */
export const copySourceHeader = header(
  'x-cos-copy-source',
  'source-1250000000.cos.ap-beijing.myqcloud.com/key',
);

/** Whether a copy keeps the source's metadata. T-COPY-06 to -09. */
export const metadataDirective = header(
  'x-cos-metadata-directive',
  'Copy',
  anyCase('Copy', 'Replaced', 'Replace'),
  'invalid-directive',
);

/** Encoding of keys in a listing. */
export function encodingType(whenInvalid?: string): Parameter {
  return query('encoding-type', 'url', oneOf('url'), whenInvalid);
}

/** Number of a part. T-PART-07 to -09, -15. */
export const partNumber = required(
  query('partNumber', '1', integer(1, 10_000), 'invalid-part-number'),
  'missing-part-number',
);

/** A version of an object. T-HEADOBJ, section Version. */
export const versionId = query('versionId', 'null');
