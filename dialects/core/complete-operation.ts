import type { Operation } from './operation.ts';

type Given =
  | 'id'
  | 'title'
  | 'resource'
  | 'method'
  | 'success'
  | 'permission'
  | 'precondition'
  | 'effect'
  | 'sample';

/** What has to be said of an operation; the rest has a default. */
export type OperationDraft = Pick<Operation, Given> & Partial<Omit<Operation, Given | 'slug' | 'profiles'>>;

/**
 * An operation from what is said of it: no parameters, no body, no refusals of its own, the standard authentication, and
 * the refusal `missing-bucket` where it is about a bucket or what is in one, unless the draft says otherwise.
 */
export function completeOperation(draft: OperationDraft): Omit<Operation, 'profiles'> {
  return {
    slug: draft.id.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase(),
    subresources: [],
    parameters: [],
    body: { kind: 'none' },
    refusals: [],
    authentication: 'standard',
    whenMissing: /^(?:bucket|object)$/.test(draft.resource) ? { bucket: 'missing-bucket' } : {},
    ...draft,
  };
}
