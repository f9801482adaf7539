import type * as shared from '../operations/seams.ts';
import type { SwiftDecision } from './decision.ts';
import type { ResponseIds } from './response-ids.ts';
import type { Routed } from './route-request.ts';

/** What a response is about, when it is finished. */
export interface Answered extends shared.Answered<Routed> {
  readonly ids: ResponseIds;
}

/** The places where a request can be tampered with on its way through the server; faults wrap them. */
export interface Seams extends shared.Seams<Routed, Answered> {
  readonly decision: SwiftDecision;
}
