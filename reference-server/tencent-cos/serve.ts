import type { IncomingExchange, OutgoingResponse } from '../http/exchange.ts';
import { Refused } from '../operations/refuse.ts';
import * as shared from '../operations/serve.ts';
import type { Sweeper } from '../operations/sweep.ts';
import { errorReply, type ResponseIds, resourceOf } from './error-reply.ts';
import { prepare, type Surroundings } from './prepare.ts';
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

/** Answers one request. Never throws. */
export function serve(incoming: IncomingExchange, serving: Serving): Promise<OutgoingResponse> {
  const { seams, newIds, sweeper, surroundings } = serving;
  return shared.serve(incoming, {
    seams,
    newIds,
    prepare: (routed) => {
      const bucket = seams.store.bucket(routed.address.bucket);
      if (bucket) sweeper.beforeUse(bucket);
      return prepare(routed, surroundings);
    },
    refused: (error, _, ids) => refused(error, incoming, ids, serving),
  });
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
