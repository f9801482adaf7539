import type { IncomingExchange, OutgoingResponse } from '../http/exchange.ts';
import { asRefusal } from './dispatch.ts';
import type { Prepared } from './handler.ts';
import type { Answered, RoutedRequest, Seams } from './seams.ts';

/** What a dialect puts around its seams. `Ids` are the names a response is known by. */
export interface Serving<R extends RoutedRequest, Ids> {
  readonly seams: Seams<R, Answered<R> & { readonly ids: Ids }>;
  readonly newIds: (incoming: IncomingExchange) => Ids;
  /** Takes a routed request to the point where its binding can run. @throws Refused */
  readonly prepare: (routed: R) => Prepared | Promise<Prepared>;
  /** The response to a request that was refused, or in which the server failed, which it may log. Must not throw. */
  readonly refused: (error: unknown, incoming: IncomingExchange, ids: Ids) => OutgoingResponse;
}

/** Answers one request: intake, decision, operation, response. Never throws. */
export async function serve<R extends RoutedRequest, Ids>(
  incoming: IncomingExchange,
  { seams, newIds, prepare, refused }: Serving<R, Ids>,
): Promise<OutgoingResponse> {
  const ids = newIds(incoming);
  let routed: R | undefined;
  let response: OutgoingResponse;
  try {
    routed = seams.intake(incoming);
    response = await seams.operate(await prepare(routed));
  } catch (error) {
    response = refused(asRefusal(error), incoming, ids);
  }
  return seams.respond(response, { incoming, routed, ids });
}
