import type { Operation } from '../../../dialects/core/operation.ts';
import { type ClaimedFault, type FaultText, faults } from '../../faults/fault.ts';
import type { Which } from '../../faults/which.ts';

/** A fault of this dialect: what it is, and which claims it violates. */
export type ClaimedText = FaultText & { readonly claims: readonly string[] };

/** The faults of an area, by their ids. */
export function claimed(area: string, texts: Readonly<Record<string, ClaimedText>>): ClaimedFault[] {
  const plain = Object.fromEntries(Object.entries(texts).map(([id, { claims: _, ...text }]) => [id, text]));
  return faults(area, plain).map((fault) => ({ ...fault, claims: texts[fault.id]?.claims ?? [] }));
}

/** One of these operations. */
export function operations(...ids: readonly Operation['id'][]): Which {
  return ({ id }) => ids.includes(id);
}

/** Asking for a token. */
export const asksForToken = operations('GetToken');
/** Listing containers or objects. */
export const lists = operations('ListContainers', 'ListObjects');
/** Changing attributes or lists of an account or a container, or making a container. */
export const changes = operations(
  'UpdateAccountMetadata',
  'UpdateContainerMetadata',
  'UpdateContainerAcl',
  'CreateContainer',
);
/** Changing the attributes of an object. */
export const changesObject = operations('UpdateObjectMetadata', 'ReplaceObjectMetadata');
