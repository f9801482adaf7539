import { completeOperation, type OperationDraft } from '../core/complete-operation.ts';
import type { Operation } from '../core/operation.ts';
import { BOTH, CISCO, OPENSTACK } from './profiles.ts';

/** An operation with a chapter in the base document, which OpenStack describes alike. */
export function common(draft: OperationDraft): Operation {
  return { ...completeOperation(draft), profiles: BOTH };
}

/** An operation as the base document alone describes it. */
export function cisco(draft: OperationDraft): Operation {
  return { ...completeOperation(draft), profiles: CISCO };
}

/** An operation as OpenStack alone describes it. */
export function openstack(draft: OperationDraft): Operation {
  return { ...completeOperation(draft), profiles: OPENSTACK };
}

/**
 * The statuses of a chapter that asks for 2xx and no more: `preferred`, then every other one that is not about something
 * else (205 asks a client to reset its form, 206 answers a range, 207 and 208 belong to WebDAV, 226 to instance deltas).
 */
export function anySuccess(preferred: number): number[] {
  return [preferred, ...[200, 201, 202, 203, 204].filter((status) => status !== preferred)];
}
