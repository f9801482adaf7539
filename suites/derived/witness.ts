import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';

/**
 * Operations that show what `operation` changes: for a bucket whether it is there, for an object its content, and for
 * everything under a sub-resource the operation that reads it. Empty where the catalogue has no such operation, and for
 * operations that change nothing.
 */
export function witnessesOf(dialect: Dialect, operation: Operation): Operation[] {
  const { headBucket, getObject } = dialect.housekeeping;
  switch (operation.effect) {
    case 'none':
    case 'changes-service':
      return [];
    case 'creates-bucket':
    case 'removes-bucket':
      return [operationById(dialect, headBucket)];
    case 'creates-object':
    case 'removes-object':
    case 'changes-object':
      return [...new Set([...reading(dialect, operation), operationById(dialect, getObject)])];
    case 'changes-bucket':
    case 'creates-upload':
    case 'changes-upload':
    case 'removes-upload':
      return reading(dialect, operation);
    default:
      return operation.effect satisfies never;
  }
}

/**
 * The operation that reads with GET what `operation` writes or removes under the same sub-resources; undefined where
 * there is none. A whole bucket is no such thing: its listing shows what other checks do in it.
 */
export function readingSibling(
  dialect: Dialect,
  { resource, subresources, profiles }: Operation,
): Operation | undefined {
  if (resource !== 'object' && subresources.length === 0) return undefined;
  return dialect.operations.find(
    (other) =>
      other.method === 'GET' &&
      other.effect === 'none' &&
      other.resource === resource &&
      sameNames(other.subresources, subresources) &&
      profiles.every((profile) => other.profiles.includes(profile)),
  );
}

/** The operation that takes away with DELETE what `operation` makes under the same sub-resources; undefined without one. */
export function removingSibling(
  dialect: Dialect,
  { resource, subresources, method }: Operation,
): Operation | undefined {
  if (method === 'DELETE' || subresources.length === 0) return undefined;
  return dialect.operations.find(
    (other) =>
      other.method === 'DELETE' && other.resource === resource && sameNames(other.subresources, subresources),
  );
}

function reading(dialect: Dialect, operation: Operation): Operation[] {
  const sibling = readingSibling(dialect, operation);
  return sibling ? [sibling] : [];
}

/** True when both lists hold the same names, in whatever order. */
export function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name) => right.includes(name));
}
