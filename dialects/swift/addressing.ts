import type { Addressing } from '../core/dialect.ts';
import { headerValue } from '../core/headers.ts';
import type { Operation } from '../core/operation.ts';
import { formatQuery } from '../core/percent-encoding.ts';
import type { RequestParts, WireRequest } from '../core/request.ts';
import { accountPath, formatStoragePath } from './storage-path.ts';

/** Path of the storage URL where nobody has told it yet; a token comes with the true one. S-AUTH-17. */
const UNKNOWN_STORAGE_PATH = '/v1/unknown';

/** The API has no regions; the field every dialect has is given this name. */
export const NO_REGION = 'default';

/**
 * The request on the wire, without a token: account, container and object stand in the path. A Host among the given
 * headers is kept; a container or object the operation does not address is left out. S-GEN-01.
 */
export function address(operation: Operation, parts: RequestParts, addressing: Addressing): WireRequest {
  const given = parts.headers ?? [];
  const bucket = operation.resource === 'service' ? undefined : parts.bucket;
  const key = operation.resource === 'object' ? parts.key : undefined;
  const storage =
    parts.account === undefined ? (addressing.basePath ?? UNKNOWN_STORAGE_PATH) : accountPath(parts.account);
  const path = operation.path ?? formatStoragePath(storage, bucket, key);
  const query = formatQuery(parts.query ?? []);
  return {
    method: operation.method,
    target: `${path}${query === '' ? '' : `?${query}`}`,
    headers:
      headerValue(given, 'host') === undefined ? [['Host', addressing.serviceHost], ...given] : [...given],
    body: typeof parts.body === 'string' ? Buffer.from(parts.body) : (parts.body ?? new Uint8Array()),
  };
}

/** Source or destination of a copy: container and object, percent-encoded. S-COPY-01, -02. */
export function copySource(bucket: string, key: string): string {
  return formatStoragePath('', bucket, key);
}

/** Containers live in their account's name space, so the stem is enough. */
export function bucketName(stem: string): string {
  return stem;
}

/** Addressing for an endpoint given by its URL: a path of the URL is that of the storage URL. */
export function defaultAddressing(endpoint: URL, region: string | undefined): Addressing {
  const path = endpoint.pathname.replace(/\/+$/, '');
  return {
    style: 'path',
    hostSuffix: endpoint.host,
    serviceHost: endpoint.host,
    region: region ?? NO_REGION,
    ...(path === '' ? {} : { basePath: path }),
  };
}
