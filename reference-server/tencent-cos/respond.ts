import { type Header, headerValue } from '../../dialects/core/headers.ts';
import { answerActual } from '../access/cors.ts';
import type { OutgoingResponse } from '../http/exchange.ts';
import { CORS } from '../operations/attributes.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { corsHeaders } from './bucket/preflight.ts';
import type { Answered } from './seams.ts';

/** Adds what every response has: who answered, the request's id, and CORS headers where a rule allows. T-HDR-05, -08. */
export function respond(response: OutgoingResponse, about: Answered, store: ObjectStore): OutgoingResponse {
  return {
    ...response,
    headers: [
      ['Server', 'tencent-cos'],
      ['x-cos-request-id', about.ids.requestId],
      ...response.headers,
      ...crossOrigin(about, store),
    ],
  };
}

/** Error responses have them, too: without them a browser hides the error from the page. */
function crossOrigin({ incoming, routed }: Answered, store: ObjectStore): readonly Header[] {
  const origin = headerValue(incoming.headers, 'origin');
  if (origin === undefined || routed === undefined || incoming.method === 'OPTIONS') return [];
  const rules = store.bucket(routed.address.bucket)?.attributes.get(CORS)?.rules;
  if (rules === undefined) return [];
  const answer = answerActual(rules, origin, incoming.method);
  return answer === undefined ? [['Vary', 'Origin']] : corsHeaders(answer);
}
