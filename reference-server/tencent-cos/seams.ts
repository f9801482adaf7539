import type { IncomingExchange, OutgoingResponse } from '../http/exchange.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { TencentDecision } from './decision.ts';
import type { ResponseIds } from './error-reply.ts';
import type { Routed } from './route-request.ts';

/** What a response is about, when it is finished. */
export interface Answered {
  readonly incoming: IncomingExchange;
  /** Undefined when the request did not get as far as an operation. */
  readonly routed: Routed | undefined;
  readonly ids: ResponseIds;
}

/** The four places where a request can be tampered with on its way through the server; faults wrap them. */
export interface Seams {
  /** Finds out what a request means. @throws Refused */
  readonly intake: (incoming: IncomingExchange) => Routed;
  /** Decides who sends it and what they may. */
  readonly decision: TencentDecision;
  /** Keeps the objects. */
  readonly store: ObjectStore;
  /** Finishes the response: the headers every response has. */
  readonly respond: (response: OutgoingResponse, about: Answered) => OutgoingResponse;
}
