import type { Addressing } from '../core/dialect.ts';
import { headerValue } from '../core/headers.ts';
import type { Operation } from '../core/operation.ts';
import { formatQuery } from '../core/percent-encoding.ts';
import type { RequestParts, WireRequest } from '../core/request.ts';
import { CAPABILITIES_PATH, formatStoragePath, TOKEN_PATH } from './storage-path.ts';

/** Addressing by the storage URL that comes with a token. S-AUTH-17. */
export interface StorageAddressing extends Addressing {
  /** Path of the storage URL, without a slash at its end, e.g. `/v1/AUTH_test`. */
  readonly storagePath: string;
}

/** Path of the storage URL where only the origin of an endpoint is known. */
export const DEFAULT_STORAGE_PATH = '/v1/AUTH_test';

/** The API has no regions; the field every dialect has is given this name. */
export const NO_REGION = 'default';

/** Operations beside the storage URL, by id. */
const FIXED_PATHS: Readonly<Record<string, string>> = {
  GetToken: TOKEN_PATH,
  GetCapabilities: CAPABILITIES_PATH,
};

/**
 * The request on the wire, without a token: account, container and object stand in the path. A Host among the given
 * headers is kept; a container or object the operation does not address is left out. S-GEN-01.
 */
export function address(operation: Operation, parts: RequestParts, addressing: Addressing): WireRequest {
  const given = parts.headers ?? [];
  const bucket = operation.resource === 'service' ? undefined : parts.bucket;
  const key = operation.resource === 'object' ? parts.key : undefined;
  const path = FIXED_PATHS[operation.id] ?? formatStoragePath(storagePathOf(addressing), bucket, key);
  const query = formatQuery(parts.query ?? []);
  return {
    method: operation.method,
    target: `${path}${query === '' ? '' : `?${query}`}`,
    headers:
      headerValue(given, 'host') === undefined ? [['Host', addressing.serviceHost], ...given] : [...given],
    body: typeof parts.body === 'string' ? Buffer.from(parts.body) : (parts.body ?? new Uint8Array()),
  };
}

/** Path of the storage URL an addressing tells, or the default one. */
export function storagePathOf(addressing: Addressing | StorageAddressing): string {
  return 'storagePath' in addressing ? addressing.storagePath : DEFAULT_STORAGE_PATH;
}

/** Source or destination of a copy: container and object, percent-encoded. S-COPY-01, -02. */
export function copySource(bucket: string, key: string): string {
  return formatStoragePath('', bucket, key);
}

/** Containers live in their account's name space, so the stem is enough. */
export function bucketName(stem: string): string {
  return stem;
}

/** Addressing for an endpoint given by its URL: the path of the URL is that of the storage URL. */
export function defaultAddressing(endpoint: URL, region: string | undefined): StorageAddressing {
  const path = endpoint.pathname.replace(/\/+$/, '');
  return {
    style: 'path',
    hostSuffix: endpoint.host,
    serviceHost: endpoint.host,
    region: region ?? NO_REGION,
    storagePath: path === '' ? DEFAULT_STORAGE_PATH : path,
  };
}
