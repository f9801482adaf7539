import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import { parseHost } from '../../dialects/tencent-cos/host.ts';
import type { IncomingExchange } from '../http/exchange.ts';
import { refuse } from '../operations/refuse.ts';

/** What a request addresses. */
export interface Address {
  readonly resource: 'service' | 'bucket' | 'object';
  /** Complete bucket name; empty for the service. */
  readonly bucket: string;
  /** Decoded key; empty unless it is an object. */
  readonly key: string;
  /** Region the host names, if it names one. */
  readonly region: string | undefined;
  /** The path as sent, and in path style also without the bucket, which some clients leave out of what they sign. */
  readonly paths: readonly string[];
}

/** A host that can be one: a name, or an address, with or without port. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/;
const APPID = /-\d+$/;

/**
 * What a request addresses: by virtual host where the host is one of the documented forms or under `hostSuffix`; by
 * path where it is nothing known, such as an IP address or localhost. Sheet 1.1; T-ADDR-01 to -07.
 * @throws Refused missing-host | missing-appid | invalid-uri | malformed-request
 */
export function addressOf({ host, rawPath }: IncomingExchange, hostSuffix: string | undefined): Address {
  if (host === undefined || host === '') return refuse('missing-host');
  if (!HOST.test(host)) return refuse('malformed-request', { sentence: 'The Host header names no host.' });
  if (!rawPath.startsWith('/')) return refuse('invalid-uri');
  const target = parseHost(host, hostSuffix);
  switch (target.kind) {
    case 'missing-appid':
      return refuse('missing-appid');
    case 'service':
      return service(rawPath, target.region);
    case 'bucket':
      return inBucket(target.bucket, rawPath, target.region, [rawPath]);
    case 'other':
      return byPath(rawPath);
    default:
      return target satisfies never;
  }
}

function service(rawPath: string, region: string | undefined): Address {
  if (rawPath !== '/') return refuse('invalid-uri', { sentence: 'There is nothing below the service.' });
  return { resource: 'service', bucket: '', key: '', region, paths: [rawPath] };
}

function byPath(rawPath: string): Address {
  if (rawPath === '/') return service(rawPath, undefined);
  const slash = rawPath.indexOf('/', 1);
  const label = decode(rawPath.slice(1, slash === -1 ? undefined : slash));
  const rest = slash === -1 ? '/' : rawPath.slice(slash);
  if (!APPID.test(label)) return refuse('missing-appid');
  return inBucket(label, rest, undefined, [rawPath, rest]);
}

function inBucket(
  bucket: string,
  path: string,
  region: string | undefined,
  paths: readonly string[],
): Address {
  const key = decode(path.slice(1));
  return { resource: key === '' ? 'bucket' : 'object', bucket, key, region, paths };
}

function decode(text: string): string {
  return percentDecode(text) ?? refuse('invalid-uri', { sentence: 'The path is not percent-encoded UTF-8.' });
}
