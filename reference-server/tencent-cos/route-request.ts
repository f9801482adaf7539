import { headerValue } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { parseQuery } from '../../dialects/core/percent-encoding.ts';
import type { QueryItem } from '../../dialects/core/request.ts';
import { createRouter } from '../../dialects/core/route.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { IncomingExchange } from '../http/exchange.ts';
import { refuse } from '../operations/refuse.ts';
import { type Address, addressOf } from './address.ts';

/** A request that is known to mean one operation. */
export interface Routed {
  readonly incoming: IncomingExchange;
  readonly address: Address;
  readonly operation: Operation;
  /** Decoded query items. */
  readonly query: readonly QueryItem[];
}

/**
 * Sub-resources of later documents that are out of the catalogue's scope (sheet 2.5). Ignoring their names would turn
 * `DELETE /?domain` into the deletion of the bucket.
 */
const OUT_OF_SCOPE: ReadonlySet<string> = new Set([
  'domain',
  'origin',
  'object-lock',
  'intelligent-tiering',
  'select',
  'strictSignature',
]);

const route = createRouter(tencentCos.operations, tencentCos.foldedQuery);

/**
 * Finds the operation a request means.
 * @throws Refused as `addressOf`; method-not-allowed with an Allow header; not-implemented
 */
export function routeRequest(incoming: IncomingExchange, hostSuffix: string | undefined): Routed {
  const address = addressOf(incoming, hostSuffix);
  const query = parseQuery(incoming.rawQuery);
  const hasHeader = (name: string): boolean => headerValue(incoming.headers, name) !== undefined;
  // A preflight asks about the request to come, sub-resources included, and about bucket roots as well as keys.
  const preflight = incoming.method === 'OPTIONS' && address.resource !== 'service';
  if (!preflight && query.some(([name]) => OUT_OF_SCOPE.has(name))) return refuse('not-implemented');
  const found = route({
    resource: preflight ? 'object' : address.resource,
    method: incoming.method,
    query: preflight ? [] : query,
    hasHeader,
  });
  if (found.kind === 'operation') return { incoming, address, operation: found.operation, query };
  return refuse('method-not-allowed', { headers: [['Allow', found.allowed.join(', ')]] });
}
