import type { Operation } from '../core/operation.ts';
import { BASE, LATER } from './profiles.ts';

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

/** An operation with a chapter in the base document. */
export function base(draft: OperationDraft): Operation {
  return { ...complete(draft), profiles: BASE };
}

/** An operation that only later documents describe; a target may declare `feature` absent. */
export function later(feature: string, draft: OperationDraft): Operation {
  return { ...complete(draft), profiles: LATER, feature };
}

function complete(draft: OperationDraft): Omit<Operation, 'profiles'> {
  return {
    slug: draft.id.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase(),
    subresources: [],
    parameters: [],
    body: { kind: 'none' },
    refusals: [],
    authentication: 'standard',
    whenMissing: draft.resource === 'service' ? {} : { bucket: 'missing-bucket' },
    ...draft,
  };
}
