import type { Addressing } from '../core/dialect.ts';
import { type Header, headerValue } from '../core/headers.ts';
import type { Operation } from '../core/operation.ts';
import { encodeKey, formatQuery, percentEncode } from '../core/percent-encoding.ts';
import type { RequestParts, WireRequest } from '../core/request.ts';

/** Where the public service answers GET Service. */
export const SERVICE_HOST = 'service.cos.myqcloud.com';

/** Region of a run that names none. */
export const DEFAULT_REGION = 'ap-beijing';

/**
 * The request on the wire, unsigned: virtual-host style puts the bucket into the Host header, path style in front of
 * the key. A Host among the given headers is kept; a bucket or key the operation does not address is left out. T-ADDR-01, -02, -06, -07.
 */
export function address(operation: Operation, parts: RequestParts, addressing: Addressing): WireRequest {
  const given = parts.headers ?? [];
  const bucket = operation.resource === 'service' ? undefined : parts.bucket;
  const key = operation.resource === 'object' ? parts.key : undefined;
  const host = headerValue(given, 'host') === undefined ? [hostHeader(bucket, addressing)] : [];
  const query = formatQuery(parts.query ?? []);
  return {
    method: operation.method,
    target: `${pathOf(bucket, key, addressing)}${query === '' ? '' : `?${query}`}`,
    headers: [...host, ...given],
    body: typeof parts.body === 'string' ? Buffer.from(parts.body) : (parts.body ?? new Uint8Array()),
  };
}

function hostHeader(bucket: string | undefined, addressing: Addressing): Header {
  if (bucket === undefined) return ['Host', addressing.serviceHost];
  return ['Host', addressing.style === 'path' ? addressing.hostSuffix : `${bucket}.${addressing.hostSuffix}`];
}

function pathOf(bucket: string | undefined, key: string | undefined, { style }: Addressing): string {
  const inBucket = `/${key === undefined ? '' : encodeKey(key)}`;
  return style === 'path' && bucket !== undefined ? `/${percentEncode(bucket)}${inBucket}` : inBucket;
}

/**
 * Value of x-cos-copy-source: host of the source without scheme, then the percent-encoded key. The host is the one the
 * source bucket is reached by, in path style the public form, since that style is not documented. T-COPY-03, -04.
 */
export function copySource(bucket: string, key: string, addressing: Addressing): string {
  const suffix =
    addressing.style === 'path' ? `cos.${addressing.region}.myqcloud.com` : addressing.hostSuffix;
  return `${bucket}.${suffix}/${encodeKey(key)}`;
}

/** A bucket name with its APPID suffix. T-ADDR-05. */
export function bucketName(stem: string, account: string): string {
  return `${stem}-${account}`;
}

/**
 * Addressing for an endpoint given by its URL alone: virtual-host style. A public endpoint host says the region; any
 * other endpoint is taken for an implementation reached at that address, and is told the public hosts.
 */
export function defaultAddressing(endpoint: URL, region: string | undefined): Addressing {
  const named = /^(?:.+\.)?cos\.([a-z0-9-]+)\.(?:myqcloud\.com|tencentcos\.cn)$/.exec(endpoint.hostname)?.[1];
  const chosen = region ?? named ?? DEFAULT_REGION;
  return {
    style: 'virtual-host',
    hostSuffix: `cos.${chosen}.myqcloud.com`,
    serviceHost: SERVICE_HOST,
    region: chosen,
  };
}
