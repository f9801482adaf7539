import type { Preflight } from '../../access/cors.ts';
import { type CorsAnswer, headerNames } from '../../access/cors.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { preflight } from '../../operations/preflight.ts';
import { emptyReply } from '../reply.ts';

/** OPTIONS Object. T-OPT. */
export const preflightBinding: Binding = bind({ decode, handle: preflight, render });

function decode({ request }: Prepared): Preflight {
  return {
    origin: request.header('Origin') ?? '',
    method: request.header('Access-Control-Request-Method') ?? '',
    headers: headerNames(request.header('Access-Control-Request-Headers')),
  };
}

function render(answer: CorsAnswer): OutgoingResponse {
  const { allowMethods, allowHeaders, expose, maxAgeSeconds, allowOrigin } = answer;
  return emptyReply(200, [
    ['Access-Control-Allow-Origin', allowOrigin],
    ['Access-Control-Allow-Methods', allowMethods.join(',')],
    ...list('Access-Control-Allow-Headers', allowHeaders),
    ...list('Access-Control-Expose-Headers', expose),
    ...(maxAgeSeconds === undefined ? [] : [['Access-Control-Max-Age', String(maxAgeSeconds)] as const]),
    ...credentials(allowOrigin),
    ['Vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
  ]);
}

/** What an actual cross-origin request is answered with besides its own headers. T-OPT-21, -22. */
export function corsHeaders({ allowOrigin, expose }: CorsAnswer): (readonly [string, string])[] {
  return [
    ['Access-Control-Allow-Origin', allowOrigin],
    ...list('Access-Control-Expose-Headers', expose),
    ...credentials(allowOrigin),
    ['Vary', 'Origin'],
  ];
}

/** Credentials go with a concrete origin only: browsers refuse them beside `*`. */
function credentials(allowOrigin: string): (readonly [string, string])[] {
  return allowOrigin === '*' ? [] : [['Access-Control-Allow-Credentials', 'true']];
}

function list(name: string, values: readonly string[]): (readonly [string, string])[] {
  return values.length === 0 ? [] : [[name, values.join(',')]];
}
