import { completeOperation, type OperationDraft } from '../core/complete-operation.ts';
import type { Operation } from '../core/operation.ts';
import { BASE, LATER } from './profiles.ts';

/** An operation with a chapter in the base document. */
export function base(draft: OperationDraft): Operation {
  return { ...completeOperation(draft), profiles: BASE };
}

/** An operation that only later documents describe; a target may declare `feature` absent. */
export function later(feature: string, draft: OperationDraft): Operation {
  return { ...completeOperation(draft), profiles: LATER, feature };
}
