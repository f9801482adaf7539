import type { IncomingExchange, OutgoingResponse } from '../http/exchange.ts';
import { asRefusal } from '../operations/dispatch.ts';
import { Refused } from '../operations/refuse.ts';
import type { Sweeper } from '../operations/sweep.ts';
import { errorReply, type ResponseIds, resourceOf } from './error-reply.ts';
import { prepare, type Surroundings } from './prepare.ts';
import type { Routed } from './route-request.ts';
import type { Seams } from './seams.ts';

/** What serving needs besides the seams. */
export interface Serving {
  readonly seams: Seams;
  readonly surroundings: Surroundings;
  readonly sweeper: Sweeper;
  readonly newIds: () => ResponseIds;
  /** Told of what the server did not expect; never reaches a client. */
  readonly log: (message: string, error: unknown) => void;
}

/** Answers one request: intake, decision, operation, response. Never throws. */
export async function serve(incoming: IncomingExchange, serving: Serving): Promise<OutgoingResponse> {
  const { seams } = serving;
  const ids = serving.newIds();
  let routed: Routed | undefined;
  let response: OutgoingResponse;
  try {
    routed = seams.intake(incoming);
    const bucket = seams.store.bucket(routed.address.bucket);
    if (bucket) serving.sweeper.beforeUse(bucket);
    response = await seams.operate(await prepare(routed, serving.surroundings));
  } catch (error) {
    response = refused(asRefusal(error), incoming, ids, serving);
  }
  return seams.respond(response, { incoming, routed, ids });
}

function refused(
  error: unknown,
  incoming: IncomingExchange,
  ids: ResponseIds,
  { log }: Serving,
): OutgoingResponse {
  const resource = resourceOf(incoming.host, incoming.rawPath);
  if (error instanceof Refused) return errorReply({ ...error, resource }, ids);
  log(`${incoming.method} ${incoming.rawPath}: request ${ids.requestId}`, error);
  return errorReply({ refusal: 'internal-error', resource }, ids);
}
