import type { Operation, Resource } from '../../dialects/core/operation.ts';
import type { QueryItem } from '../../dialects/core/request.ts';
import type { Caller } from '../access/principal.ts';
import type { IncomingExchange, OutgoingResponse } from '../http/exchange.ts';
import type { Wire } from '../http/wire.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { Decision } from './context.ts';
import type { Prepared } from './handler.ts';
import type { Complain } from './refuse.ts';

/** A request that is known to mean one operation, as far as it looks alike in every dialect. */
export interface RoutedRequest {
  readonly incoming: IncomingExchange;
  readonly operation: Operation;
  /** The bucket is empty for the service, the key unless an object is addressed. */
  readonly address: { readonly resource: Resource; readonly bucket: string; readonly key: string };
  /** Decoded query items. */
  readonly query: readonly QueryItem[];
}

/** What a response is about, when it is finished. */
export interface Answered<R extends RoutedRequest = RoutedRequest> {
  readonly incoming: IncomingExchange;
  /** Undefined when the request did not get as far as an operation. */
  readonly routed: R | undefined;
}

/** The places where a request can be tampered with on its way through a server; faults wrap them. */
export interface Seams<R extends RoutedRequest = RoutedRequest, A extends Answered<R> = Answered<R>> {
  /** Finds out what a request means. @throws Refused */
  readonly intake: (incoming: IncomingExchange) => R;
  /** Decides who sends it and what they may. */
  readonly decision: Decision & {
    /** Who sent a request with standard authentication. @throws Refused, unless `complain` overlooks what is wrong */
    readonly authenticate: (routed: R, complain?: Complain) => Caller;
  };
  /** Carries it out. @throws Refused */
  readonly operate: (prepared: Prepared) => Promise<OutgoingResponse>;
  /** Keeps the objects. */
  readonly store: ObjectStore;
  /** Finishes the response: the headers every response has. */
  readonly respond: (response: OutgoingResponse, about: A) => OutgoingResponse;
  /** Brings it onto the wire. */
  readonly wire: Wire;
}
