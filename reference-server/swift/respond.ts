import { type HeaderList, headerValue } from '../../dialects/core/headers.ts';
import { percentEncode } from '../../dialects/core/percent-encoding.ts';
import type { OutgoingResponse } from '../http/exchange.ts';
import type { Bucket } from '../store/bucket.ts';
import { exposingHeaders } from './container/cross-origin.ts';
import { PROSE_TYPE } from './reply.ts';
import type { ResponseIds } from './response-ids.ts';
import type { Answered } from './seams.ts';

/** What a response is about, and where its container is found, if other sites may be let in at all. */
type About = Answered & { readonly crossOrigin?: ((bucket: string) => Bucket | undefined) | undefined };

/**
 * Adds what every response has: the request's id, on 401 how to authenticate, and a type even where there is no content.
 * S-GEN-10, -11; READINGS.md, `empty-answers`.
 */
export function respond(response: OutgoingResponse, about: About): OutgoingResponse {
  const { headers, status } = response;
  const typed = status !== 204 || headerValue(headers, 'content-type') !== undefined;
  return {
    ...response,
    headers: [
      ...(typed ? [] : [PROSE_TYPE]),
      ...headers,
      ...exposed(response, about),
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

/** What a page of another site is let see of an answer; who is refused permission is told nothing. S-CORS-04, -05. */
function exposed({ status, headers }: OutgoingResponse, { routed, crossOrigin }: About): HeaderList {
  if (!crossOrigin || !routed || routed.operation.method === 'OPTIONS' || status === 401 || status === 403)
    return [];
  const origin = headerValue(routed.incoming.headers, 'origin');
  return origin === undefined ? [] : exposingHeaders(crossOrigin(routed.address.bucket), origin, headers);
}

function challenge({ status, headers }: OutgoingResponse, { routed }: Answered): HeaderList {
  if (status !== 401 || headerValue(headers, 'www-authenticate') !== undefined) return [];
  return [['WWW-Authenticate', realm(routed?.address.account)]];
}

/** Value of WWW-Authenticate for an account; one nobody knows is called so. */
export function realm(account: string | undefined): string {
  return `Swift realm="${account ? percentEncode(account) : 'unknown'}"`;
}
