import type { Header, HeaderList } from '../../../dialects/core/headers.ts';
import { formatHttpDate } from '../../http/http-date.ts';
import { archiveState } from '../../operations/archive.ts';
import type { OperationContext } from '../../operations/context.ts';
import { ENCRYPTION } from '../../operations/object-draft.ts';
import type { WrittenObject } from '../../operations/put-object.ts';
import type { StoredBlob } from '../../store/blob.ts';
import type { Versioning } from '../../store/bucket.ts';
import type { ObjectVersion } from '../../store/object-record.ts';

/** Header fields every reading of an object has. T-GETOBJ-02, -04 to -07; T-HEADOBJ-03, -04, -08 to -10. */
export function objectHeaders(
  context: OperationContext,
  { object, versioning }: { readonly object: ObjectVersion; readonly versioning: Versioning },
): HeaderList {
  const { storageClass } = object;
  return [
    ...object.contentHeaders,
    ...object.metadata.map(([name, value]): Header => [`x-cos-meta-${name}`, value]),
    etagHeader(object.etag),
    ['Last-Modified', formatHttpDate(object.lastModified)],
    ['Accept-Ranges', 'bytes'],
    ['x-cos-object-type', object.kind],
    ...(storageClass === context.rules.defaultStorageClass
      ? []
      : [['x-cos-storage-class', storageClass] as const]),
    ...tierHeader(storageClass),
    ...restoreHeader(context, object),
    ...versionHeader(versioning, object.versionId),
    ...crcHeader(object.blob),
    ...encryptionHeader(object),
  ];
}

/** Header fields of the answer to a request that wrote an object. */
export function writtenHeaders({ object, versioning }: WrittenObject): HeaderList {
  return [etagHeader(object.etag), ...resultHeaders({ object, versioning })];
}

/** As `writtenHeaders`, for answers that have the entity tag in their document. */
export function resultHeaders({ object, versioning }: WrittenObject): HeaderList {
  return [
    ...versionHeader(versioning, object.versionId),
    ...crcHeader(object.blob),
    ...encryptionHeader(object),
  ];
}

/** T-HDR-14. */
export function etagHeader(etag: string): Header {
  return ['ETag', `"${etag}"`];
}

/** The version id once versioning was asked for; before that it is always null and says nothing. T-VER-04, -10. */
export function versionHeader(versioning: Versioning, versionId: string): HeaderList {
  return versioning === 'unset' ? [] : [['x-cos-version-id', versionId]];
}

/** T-HDR-16. */
export function crcHeader({ digests }: StoredBlob): HeaderList {
  return digests.crc64 === undefined ? [] : [['x-cos-hash-crc64ecma', String(digests.crc64)]];
}

function encryptionHeader(object: ObjectVersion): HeaderList {
  const algorithm = object.attributes.get(ENCRYPTION);
  return algorithm === undefined ? [] : [['x-cos-server-side-encryption', algorithm]];
}

/** Tier of an object that moves between tiers; here they all stay in the first one (the FAQ names the header). */
function tierHeader(storageClass: string): HeaderList {
  return storageClass.endsWith('INTELLIGENT_TIERING') ? [['x-cos-storage-tier', 'FREQUENT']] : [];
}

/** How far a restoration is, in the form official clients read. */
function restoreHeader(context: OperationContext, object: ObjectVersion): HeaderList {
  const state = archiveState(context, object);
  if (state === 'restoring') return [['x-cos-restore', 'ongoing-request="true"']];
  if (state !== 'restored' || object.restore === undefined) return [];
  const until = formatHttpDate(object.restore.expiresAt);
  return [['x-cos-restore', `ongoing-request="false", expiry-date="${until}"`]];
}
