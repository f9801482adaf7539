import type { Caller } from '../access/principal.ts';
import type { IncomingExchange, OutgoingResponse } from '../http/exchange.ts';
import type { Wire } from '../http/wire.ts';
import type { Decision } from '../operations/context.ts';
import type { Prepared } from '../operations/handler.ts';
import type { Complain } from '../operations/refuse.ts';
import type { Answered, RoutedRequest, Seams } from '../operations/seams.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** Carries out what is prepared, or hands it on changed. @throws Refused */
export type Operate = Seams['operate'];

/** Where and how a fault enters a server: what it puts around the seams. Whatever is absent stays as documented. */
export interface Tampering {
  /** What a proxy in front makes of a request, before anything of it is looked at. */
  readonly receive?: (incoming: IncomingExchange) => IncomingExchange;
  /** What the server takes a request for, once its signature was verified over what was sent. */
  readonly understand?: (routed: RoutedRequest) => Partial<RoutedRequest>;
  /** What authentication makes of what is wrong. */
  readonly complain?: (next: Complain) => Complain;
  /** Who the sender is. */
  readonly authenticate?: (
    routed: RoutedRequest,
    next: (routed: RoutedRequest, complain?: Complain) => Caller,
  ) => Caller;
  readonly decide?: (decision: Decision) => Partial<Decision>;
  readonly operate?: (prepared: Prepared, next: Operate) => Promise<OutgoingResponse>;
  readonly keep?: (store: ObjectStore) => ObjectStore;
  /** The response with all of its header fields but those the wire adds. */
  readonly respond?: (response: OutgoingResponse, about: Answered) => OutgoingResponse;
  readonly transmit?: (wire: Wire) => Partial<Wire>;
}
