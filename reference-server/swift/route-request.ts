import { type Header, type HeaderList, headerValue } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { escapeStrayPercents, parseQuery } from '../../dialects/core/percent-encoding.ts';
import { findOperation } from '../../dialects/swift/find-operation.ts';
import type { Profile } from '../../dialects/swift/profiles.ts';
import { parseStoragePath, type StoragePath } from '../../dialects/swift/storage-path.ts';
import type { IncomingExchange } from '../http/exchange.ts';
import { refuse } from '../operations/refuse.ts';
import type { RoutedRequest } from '../operations/seams.ts';
import { accountManagement, methodsOfResource } from './beside-catalogue.ts';
import { bucketOfContainer } from './names.ts';

/** What a request addresses. `bucket` is the container under its account's name, see `names.ts`. */
export interface Address {
  readonly resource: Operation['resource'];
  readonly account: string;
  readonly bucket: string;
  readonly key: string;
}

/** A request that is known to mean one operation. */
export interface Routed extends RoutedRequest {
  readonly address: Address;
}

/**
 * Finds the operation a request means.
 * @throws Refused as `parseStoragePath`; unknown-path; method-not-allowed with an Allow header; malformed-request without
 *   a Host, RFC 9112 section 3.2
 */
export function routeRequest(received: IncomingExchange, profile: Profile): Routed {
  const incoming = { ...received, headers: joinRepeated(received.headers) };
  const { method, rawPath, rawQuery } = incoming;
  if (incoming.httpVersion === '1.1' && headerValue(incoming.headers, 'host') === undefined)
    return refuse('malformed-request');
  // The parent of the token paths is nothing by itself. S-AUTH-10.
  if (rawPath === '/auth/') return refuse('unknown-path');
  const path = parseStoragePath(rawPath, profile);
  if (path.kind === 'refused') return refuse(path.refusal);
  const query = parseQuery(rawQuery && escapeStrayPercents(rawQuery));
  return {
    incoming,
    address: addressOf(path),
    operation: operationOf(incoming, path, profile, method),
    query,
  };
}

const ATTRIBUTE = /^x-(?:account|container|object)-meta-/;

/**
 * Fields that stand several times as one, with commas between the values: RFC 9110 section 5.3; READINGS.md,
 * `repeated-fields`. Those of attributes are joined where attributes are read.
 */
function joinRepeated(fields: HeaderList): HeaderList {
  const places = new Map<string, number>();
  const joined: Header[] = [];
  for (const [name, value] of fields) {
    const folded = name.toLowerCase();
    const place = places.get(folded);
    const before = place === undefined ? undefined : joined[place];
    if (place !== undefined && before !== undefined && !ATTRIBUTE.test(folded)) {
      joined[place] = [before[0], `${before[1]},${value}`];
      continue;
    }
    places.set(folded, joined.length);
    joined.push([name, value]);
  }
  return joined;
}

function operationOf(
  { headers }: IncomingExchange,
  path: Exclude<StoragePath, { kind: 'refused' }>,
  profile: Profile,
  method: string,
): Operation {
  // A COPY that does not say where to is one all the same, and is refused for that; a PUT of a copy of nothing is a PUT.
  const hasHeader = (name: string): boolean => {
    const value = headerValue(headers, name);
    return method === 'COPY' || (value !== undefined && (value !== '' || method !== 'PUT'));
  };
  const managed = path.kind === 'service' ? accountManagement[method] : undefined;
  if (managed) return managed;
  const asked = path.kind === 'capabilities' && method === 'HEAD' ? 'GET' : method;
  const found = findOperation(profile, path, asked, hasHeader);
  if (found === undefined) return refuse('unknown-path');
  if (found.kind === 'operation') return found.operation;
  if (method === 'OPTIONS' && profile === 'openstack' && path.kind !== 'token') return methodsOfResource;
  return refuse('method-not-allowed', { headers: [['Allow', found.allowed.join(', ')]] });
}

function addressOf(path: Exclude<StoragePath, { kind: 'refused' }>): Address {
  switch (path.kind) {
    case 'token':
    case 'capabilities':
      return { resource: 'endpoint', account: '', bucket: '', key: '' };
    case 'service':
      return { resource: 'service', account: path.account, bucket: '', key: '' };
    case 'bucket':
    case 'object': {
      const bucket = bucketOfContainer(path.account, path.bucket);
      const key = path.kind === 'object' ? path.key : '';
      return { resource: path.kind, account: path.account, bucket, key };
    }
    default:
      return path satisfies never;
  }
}
