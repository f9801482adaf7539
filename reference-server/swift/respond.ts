import { type HeaderList, headerValue } from '../../dialects/core/headers.ts';
import { percentEncode } from '../../dialects/core/percent-encoding.ts';
import type { OutgoingResponse } from '../http/exchange.ts';
import { PROSE_TYPE } from './reply.ts';
import type { ResponseIds } from './response-ids.ts';
import type { Answered } from './seams.ts';

/**
 * Adds what every response has: the request's id, on 401 how to authenticate, and a type even where there is no content.
 * S-GEN-10, -11; READINGS.md, `empty-answers`.
 */
export function respond(response: OutgoingResponse, about: Answered): OutgoingResponse {
  const { headers, status } = response;
  const typed = status !== 204 || headerValue(headers, 'content-type') !== undefined;
  return {
    ...response,
    headers: [
      ...(typed ? [] : [PROSE_TYPE]),
      ...headers,
      ...challenge(response, about),
      ...idHeaders(about.ids),
    ],
  };
}

/** The two headers that name a request. */
export function idHeaders({ transactionId }: ResponseIds): HeaderList {
  return [
    ['X-Trans-Id', transactionId],
    ['X-Openstack-Request-Id', transactionId],
  ];
}

function challenge({ status, headers }: OutgoingResponse, { routed }: Answered): HeaderList {
  if (status !== 401 || headerValue(headers, 'www-authenticate') !== undefined) return [];
  return [['WWW-Authenticate', realm(routed?.address.account)]];
}

/** Value of WWW-Authenticate for an account; one nobody knows is called so. */
export function realm(account: string | undefined): string {
  return `Swift realm="${account ? percentEncode(account) : 'unknown'}"`;
}
