import type { Conditions } from '../../http/conditional.ts';
import type { RequestView } from '../../operations/request-view.ts';

/** The conditions of a request that reads an object. S-GETOBJ-21 to -24. */
export function conditionsOf(request: RequestView): Conditions {
  return {
    ifMatch: tagsOf(request, 'If-Match'),
    ifNoneMatch: tagsOf(request, 'If-None-Match'),
    ifModifiedSince: request.header('If-Modified-Since'),
    ifUnmodifiedSince: request.header('If-Unmodified-Since'),
  };
}

/**
 * The tags of a condition; undefined where it is absent. A list of no tags matches nothing, which is not the same as no
 * list; one that has `*` in it matches everything. READINGS.md, `star-among-tags`.
 */
export function tagsOf(request: RequestView, name: string): string | undefined {
  const list = request.list(name) ?? request.sent(name);
  return list?.split(',').some((tag) => tag.trim() === '*') ? '*' : list;
}
