import type { Conditions } from '../../http/conditional.ts';
import type { RequestView } from '../../operations/request-view.ts';

/** The conditions of a request that reads an object. S-GETOBJ-21 to -24. */
export function conditionsOf(request: RequestView): Conditions {
  return {
    // A list of no tags matches nothing, which is not the same as no list.
    ifMatch: request.list('If-Match') ?? request.sent('If-Match'),
    ifNoneMatch: request.list('If-None-Match') ?? request.sent('If-None-Match'),
    ifModifiedSince: request.header('If-Modified-Since'),
    ifUnmodifiedSince: request.header('If-Unmodified-Since'),
  };
}
