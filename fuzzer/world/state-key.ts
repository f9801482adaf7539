import { createHash } from 'node:crypto';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { operationById } from '../../dialects/core/dialect.ts';
import type { FuzzCase } from '../case.ts';

/**
 * Names the state a case needs. Cases that only read share theirs; every operation that changes something has one of its
 * own, so that what is read need not be repaired after it.
 */
export function stateKey(dialect: Dialect, { operation: id, state }: FuzzCase): string {
  const operation = operationById(dialect, id);
  const whose = operation.effect === 'none' ? 'read' : operation.id;
  const copies = operation.copies ? 'copy' : '';
  return [state.precondition, state.prepare.join(','), state.keys ? 'keys' : '', copies, whose].join(' ');
}

/** Operations that are sent to bring about the state of a key, once its precondition is met. */
export function configuredBy(key: string): string[] {
  const [, prepared = ''] = key.split(' ');
  return prepared === '' ? [] : prepared.split(',');
}

/** A short name for keys of objects that belong to a state. */
export function stateName(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
