import type { Conditions } from '../../http/conditional.ts';
import type { RequestView } from '../../operations/request-view.ts';

/** The conditional header fields of a request. An empty field is none, except that clients quote an empty tag. */
export function conditionsOf(request: RequestView): Conditions {
  return {
    ifMatch: request.list('If-Match'),
    ifNoneMatch: request.list('If-None-Match'),
    ifModifiedSince: request.header('If-Modified-Since'),
    ifUnmodifiedSince: request.header('If-Unmodified-Since'),
  };
}
